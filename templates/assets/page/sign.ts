import { say } from "./say";

const signed = 4_000; // milliseconds for which a button says what it did

/** Lets a button say what it did, or that it could not, for a while. */
export function sign(button: HTMLElement, words: string, did = true): void {
  const before = (button.dataset.words ??= button.textContent ?? "");
  inPlace(button, `${did ? "✓" : "✕"} ${words}`);
  say(words);
  setTimeout(() => inPlace(button, before), signed);
}

/** Puts other words on a button, which keeps its size: nothing beside it moves under a hand. Words that are longer are written smaller. */
export function inPlace(button: HTMLElement, words: string): void {
  const { style, dataset } = button;
  const rest = (dataset.rest ??= button.textContent ?? "");
  const { width, height } = button.getBoundingClientRect();
  button.textContent = words;
  for (const p of ["flex", "inline-size", "block-size", "font-size", "padding-inline", "white-space"]) style.removeProperty(p);
  if (words === rest) return;
  Object.assign(style, { flex: "none", inlineSize: `${width}px`, blockSize: `${height}px`, paddingInline: "0.25rem", whiteSpace: "nowrap" });
  const text = document.createRange();
  text.selectNodeContents(button);
  const { paddingInlineStart, paddingInlineEnd, fontSize } = getComputedStyle(button);
  const room = button.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd);
  const least = Math.min(1, room / text.getBoundingClientRect().width);
  if (least < 1) style.fontSize = `${Math.floor(parseFloat(fontSize) * least * 10) / 10}px`;
}
