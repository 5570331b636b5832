// Plain checklists ask for numbers, for options that hold, and for a yes or a no; no answer
// decides what else is asked, and no groups part the questions. Most are, and a script of
// their own leaves out what they do not need. generator/assets makes both of one text.

declare global {
  /** Whether the script is that of plain checklists. The bundler puts the answer in its place, so that what it leaves out is not even loaded. */
  const fieldbookPlain: boolean;
}

export {};
