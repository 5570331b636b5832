// What every page runs. The pages are complete without it.
//
// It stands in the head, so that the theme is there before the first paint;
// all else waits for the page.

import { offerSearch, searchField } from "./page/api";
import { currentPage, openWhereWide } from "./page/disclosures";
import { goOn } from "./page/goon";
import { copyMarkdown, linkPassages } from "./page/paste";
import { highlight } from "./page/highlight";
import { theme, themeButton } from "./page/theme";
import { copyHeadings, currentSection } from "./page/headings";
import { explainTerms } from "./page/terms";
import { keepOffline } from "./page/offline";
import { openSources } from "./page/sources";
import { reviewDue } from "./page/review";

const own = document.currentScript as HTMLScriptElement | null; // known only while it runs
const worker = own?.dataset.worker && new URL(own.dataset.worker, document.baseURI).href;
document.documentElement.classList.add("js");
// A page of results keeps the index of everything back, which it replaces.
if (/[?&]q=[^&]/.test(location.search)) document.documentElement.classList.add("asked");
theme();
goOn(own?.dataset.goOn);
offerSearch();
document.addEventListener("DOMContentLoaded", () => {
  themeButton();
  openWhereWide();
  currentPage();
  searchField();
  highlight();
  copyHeadings();
  copyMarkdown();
  linkPassages();
  currentSection();
  explainTerms();
  openSources();
  reviewDue(new Date());
  keepOffline(worker);
});
