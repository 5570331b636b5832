/** Tells the readers of a screen reader what has just happened. */
export function say(text: string): void {
  const status = document.getElementById("fb-status");
  if (status) status.textContent = text;
}
