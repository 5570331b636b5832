// What is handed to the one who was judged, on a page of its own. It loads there alone,
// and nothing of it leaves the browser.

import { start } from "./report/page";

start();
