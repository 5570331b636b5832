// What every page runs. The pages are complete without it.

// On a wide screen the folded parts stand open.
const wide = matchMedia("(min-width: 64rem)");

function unfold(): void {
  document.querySelectorAll<HTMLDetailsElement>(".topics > details, .contents > details").forEach((d) => {
    d.open = wide.matches;
  });
}

wide.addEventListener("change", unfold);
unfold();
