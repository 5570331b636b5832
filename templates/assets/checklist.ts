// The live checklist to tick: it keeps the answers. It loads on such pages alone,
// and nothing of it leaves the browser.

import { start } from "./checklist/page";

start({ show: () => "" });
