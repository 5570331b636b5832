// Reads dates as people write them, on the pages that ask for one.

import { typedDates } from "./checklist/written";

fieldbook.typedDates = typedDates;
