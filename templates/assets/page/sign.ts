import { say } from "./say";

const signed = 4_000; // milliseconds for which a button says what it did

/** Lets a button say what it did, for a while. */
export function sign(button: HTMLElement, words: string): void {
  const before = (button.dataset.words ??= button.textContent ?? "");
  button.textContent = `✓ ${words}`;
  say(words);
  setTimeout(() => (button.textContent = before), signed);
}
