import { say } from "./say";

const signed = 4_000; // milliseconds for which a button says what it did

/** Lets a button say what it did, or that it could not, for a while. */
export function sign(button: HTMLElement, words: string, did = true): void {
  const before = (button.dataset.words ??= button.textContent ?? "");
  button.textContent = `${did ? "✓" : "✕"} ${words}`;
  say(words);
  setTimeout(() => (button.textContent = before), signed);
}
