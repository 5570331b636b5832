// What is done with answers now and then: see checklist/later.ts, which loads it.

import { actions } from "./checklist/actions";

fieldbook.actions = actions;
