// A checklist as its client answers it. The page holds questions alone: so nothing here
// knows a checklist, and the script is bundled by itself.

import { start } from "./form/page";

start();
