// What the home page tells of this browser's own work: the last client and the last
// list. It loads where something is kept, and nothing of it leaves the browser.

import { goOn } from "./home/goon";

void goOn();
