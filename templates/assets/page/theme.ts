// The colour scheme: the system's, or the reader's own choice.

import { say } from "./say";
import { theme as place } from "./storage";
import * as t from "../words";

type Theme = "light" | "dark" | "";

// Where storage is blocked, the window's name carries the choice through the
// visit: it survives from page to page in one tab.
const prefix = place.key + "=";

function stored(): Theme {
  let value: string | null = null;
  try {
    value = place.read();
  } catch {
    if (window.name.startsWith(prefix)) value = window.name.slice(prefix.length);
  }
  return value === "light" || value === "dark" ? value : "";
}

function store(value: Theme): void {
  try {
    if (value) place.write(value);
    else place.remove();
  } catch {
    window.name = prefix + value;
  }
}

function apply(value: Theme): void {
  if (value) document.documentElement.dataset.theme = value;
  else delete document.documentElement.dataset.theme;
}

/** Applies the stored choice. */
export function theme(): void {
  apply(stored());
}

const names = { light: t.lightTheme, dark: t.darkTheme, "": t.systemTheme };

/** Lets the button go round: the system's theme, the other one, back. */
export function themeButton(): void {
  const button = document.querySelector<HTMLButtonElement>(".theme");
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  let now = stored();
  const label = (): void => button.setAttribute("aria-label", t.switchTheme(names[now]));
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    const other: Theme = system.matches ? "light" : "dark";
    now = now === "" ? other : "";
    apply(now);
    store(now);
    label();
    say(names[now]);
  });
}
