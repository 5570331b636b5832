/** Whether a click asks for a tab or a window of its own, which is the browser's to open. */
export const elsewhere = (event: MouseEvent): boolean => event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
