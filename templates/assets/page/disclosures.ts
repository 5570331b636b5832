// The navigation and the contents, which are folded on a narrow screen.

/**
 * On a wide screen the style sheet shows the folded parts anyway; opening them
 * makes their state agree with what is seen.
 */
export function openWhereWide(): void {
  const wide = matchMedia("(min-width: 64rem)");
  const follow = (): void => {
    document.querySelectorAll<HTMLDetailsElement>(".topics > details, .contents > details").forEach((d) => (d.open = wide.matches));
  };
  wide.addEventListener("change", follow);
  follow();
}

/** Brings the open page into view in the navigation, which may be long. */
export function currentPage(): void {
  const here = document.querySelector<HTMLElement>(".topics [aria-current]");
  const topics = here?.closest<HTMLElement>(".topics");
  if (!here || !topics) return;
  const below = here.getBoundingClientRect().top - topics.getBoundingClientRect().top;
  if (below > topics.clientHeight - here.clientHeight) topics.scrollTop += below - topics.clientHeight / 3;
}
