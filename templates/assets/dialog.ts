// The search dialog and the results page, loaded when they are first wanted.

import { open } from "./search/dialog";
import { results } from "./search/results";

fieldbook.dialog = { open, results };
