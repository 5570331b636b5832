// What every page runs. The pages are complete without it.
//
// It stands in the head, so that the theme is there before the first paint;
// all else waits for the page.

import { offerSearch, searchField } from "./page/api";
import { currentPage, openWhereWide } from "./page/disclosures";
import { goOn } from "./page/goon";
import { named } from "./page/load";
import { keepOffline } from "./page/offline";
import { readingHelps } from "./page/reading";
import { theme, themeButton } from "./page/theme";

const own = document.currentScript as HTMLScriptElement | null; // known only while it runs
const { reading, worker, goOn: home } = own?.dataset ?? {};
document.documentElement.classList.add("js");
// A page of results keeps the index of everything back, which it replaces.
if (/[?&]q=[^&]/.test(location.search)) document.documentElement.classList.add("asked");
theme();
goOn(home);
offerSearch();
document.addEventListener("DOMContentLoaded", () => {
  themeButton();
  openWhereWide();
  currentPage();
  searchField();
  readingHelps(reading);
  keepOffline(worker && named(worker));
});
