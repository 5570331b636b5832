// The live checklist: answers in, a score or an outcome out. It loads on
// checklist pages alone, and nothing of it leaves the browser.

import { start } from "./checklist/page";

start();
