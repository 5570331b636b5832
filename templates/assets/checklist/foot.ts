// The foot of a narrow page, which says where the answers lead. It covers
// neither what somebody works on nor much of the window.

const most = 1 / 5; // of the window's height
const apart = 8; // pixels between the foot and what has the focus

/** Unfolds and folds the foot, keeps the focus out from behind it, and makes it part of the page where it would take too much. */
export function watchFoot(): void {
  const foot = document.querySelector<HTMLElement>(".result, .foot");
  if (!foot) return;
  const unfold = foot.querySelector(".unfold");
  const open = (is: boolean): void => {
    foot.classList.toggle("open", is);
    unfold?.setAttribute("aria-expanded", String(is));
  };
  const isOpen = (): boolean => foot.classList.contains("open");
  const measure = (): void => {
    const stands = getComputedStyle(foot).bottom !== "auto"; // and not beside the questions
    if (!isOpen()) foot.classList.toggle("in-page", stands && foot.offsetHeight > innerHeight * most);
    uncover(document.activeElement, foot);
  };
  unfold?.addEventListener("click", () => open(!isOpen()));
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element) || foot.contains(target)) return;
    if (isOpen()) open(false);
    uncover(target, foot);
  });
  addEventListener("resize", measure);
  new ResizeObserver(measure).observe(foot);
}

/** Scrolls what has the focus out from behind the foot; not what a pointer is pressing, which would miss it. */
function uncover(focused: Element | null, foot: Element): void {
  if (!focused?.matches(":focus-visible") || foot.contains(focused)) return;
  const { top, bottom, left, right } = (focused.closest("label") ?? focused).getBoundingClientRect();
  const cover = foot.getBoundingClientRect();
  const beside = right <= cover.left || left >= cover.right; // in a wide window the result is no foot
  if (!beside && bottom > cover.top && top < cover.bottom) scrollBy({ top: bottom - cover.top + apart, behavior: "instant" });
}
