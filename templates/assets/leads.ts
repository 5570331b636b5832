// Lists of leads, scored where they lie: in the browser, with nothing sent.

import { start } from "./leads/page";

start();
