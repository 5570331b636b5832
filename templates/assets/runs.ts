// All that this browser keeps of a checklist, on a page of its own. It loads there
// alone, and nothing of it leaves the browser.

import { start } from "./checklist/all";

start();
