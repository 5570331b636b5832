// What helps to read a text: see page/reading.ts, which loads it.

import { copyHeadings, currentSection } from "./page/headings";
import { highlight } from "./page/highlight";
import { copyMarkdown, linkPassages } from "./page/paste";
import { reviewDue } from "./page/review";
import { openSources } from "./page/sources";
import { explainTerms } from "./page/terms";

highlight();
copyHeadings();
copyMarkdown();
linkPassages();
currentSection();
explainTerms();
openSources();
reviewDue(new Date());
