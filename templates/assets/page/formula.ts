/** What a spreadsheet would run as a formula: also behind a separator, as not every one heeds quotes. */
const formula = /(^|[,;|\t\r\n"])(?= *[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\u0000-\u001f])/g;

/** A cell of a table in which no spreadsheet finds a formula. */
export const defused = (cell: string): string => cell.replace(formula, "$1'");
