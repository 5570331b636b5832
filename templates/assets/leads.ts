// Lists of leads, scored where they lie: in the browser, with nothing sent. csv.ts and
// xlsx.ts give records, table.ts finds the headings, columns.ts guesses what each column
// means, value.ts reads a cell the way its whole column writes, and rank.ts makes each
// row a run for the scorer. What cannot be read is unknown, and told. The command line
// runs the same files, so that no row scores differently there.

import { start } from "./leads/page";

start();
