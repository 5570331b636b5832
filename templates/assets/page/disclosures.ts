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
