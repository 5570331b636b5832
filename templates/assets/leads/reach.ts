// How a lead is reached: the telephone numbers, the address of mail and the site
// that cells give. A page may link what stands here: it holds digits, one address,
// or http alone; what is not sure to be that is shown as it is, without a link.

/** A telephone number. */
export interface Phone {
  /** As the file has it. */
  say: string;
  /** As it is dialled, such as tel:+493012345 or tel:3125550113;ext=7; "" for what cannot be. */
  tel: string;
}

/** What a cell says, without the tricks of spreadsheets: ="007" and '007 are 007, and any other formula is nothing. */
export function literal(cell: string): string {
  const text = cell.normalize("NFKC").replace(/[\p{Cf}\p{Cc}]+/gu, " ").trim();
  const quoted = /^="([^"]*)"$/.exec(text)?.[1];
  return quoted ?? (text.startsWith("=") ? "" : text.replace(/^'/, ""));
}

const extension = /[;,]? ?(?:ext(?:ension|ensión)?|x|durchwahl|dw|anexo|int)[. :=]*#? ?(\d{1,6})(?!\d)/giu;
/** What stands before a number; a fax is none. */
const called = /^(?:tel|telefono?|teléfono|tfno|tlf|phone|ph|fon|mobile?|mobil|móvil|cell|handy|direct|office|work|main|home|büro|oficina|zentrale|t|m|p|d|o)[.:]* ?(?=[+(\d])/iu;

/** The telephone numbers of a cell, which may have several; those that can be dialled come first. */
export function phonesOf(cell: string): Phone[] {
  const text = literal(cell.replace(/[\r\n]+/g, "; "));
  if (text === "") return [];
  const numbers = text
    .replace(extension, " x$1")
    .split(/[;,|]| (?:or|oder|o|u|and|und|y) /i)
    .flatMap(apart)
    .map((part): Phone => ({ say: part.trim(), tel: dialled(part) }))
    .filter((p) => p.tel !== "");
  return numbers.length > 0 ? numbers.filter((p, i) => numbers.findIndex((q) => q.tel === p.tel) === i) : [{ say: text, tel: "" }];
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** Parts 030 1234567/030 7654321; of 030 1234567/68 the first is left, and 030/1234567 is one. */
function apart(text: string): string[] {
  const [first, ...more] = text.split("/") as [string, ...string[]];
  const whole = digitsOf(first).replace(/^00/, "").length >= 7; // more than the code of a country and a place
  return whole ? [first, ...more.filter((m) => digitsOf(m).length >= 6)] : [text];
}

/** A number as it is dialled. */
function dialled(part: string): string {
  const [, body, ext] = /^(.*?)(?: x(\d+))?$/.exec(
    part
      .replace(/\([^)\d]*\p{L}[^)\d]*\)/gu, "") // a remark
      .trim()
      .replace(called, "")
      .replace(/^(\d{6,})\.0$/, "$1"), // what was a number for some program
  )!;
  const plain = body!.trim().replace(/[‐-―−]/g, "-").replace(/^\(\+(\d+)\)/, "+$1");
  if (/[^\d\s()+./-]|.\+/.test(plain) || /^(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})$/.test(plain)) return "";
  const abroad = /^(\+|00(?=[1-9]))/.exec(plain)?.[0];
  const digits = digitsOf(abroad ? plain.slice(abroad.length).replace(/\(0\)/, "") : plain); // 0 is dialled in the country alone
  const sound = digits.length >= 6 && digits.length <= 15 && !/^(\d)\1+$/.test(digits);
  return sound ? `tel:${abroad ? "+" : ""}${digits}${ext ? `;ext=${ext}` : ""}` : "";
}

/** The parts of a cell that may have several addresses; those that signs within an address may part come last. */
function several(cell: string): string[] {
  const parts = literal(cell).split(/[\s<>]+|[;,|](?=\s|https?:|www\.)/i).filter((part) => part.length <= 254);
  return [...parts, ...parts.flatMap((part) => (part.includes("/") ? [] : part.split(/[;,|]/)))];
}

const label = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?";
const host = `(?:${label}\\.)+\\p{L}{2,}`;
const mailed = new RegExp(`^(?:mailto:)?([\\p{L}\\p{N}_+'-]+(?:\\.[\\p{L}\\p{N}_+'-]+)*@${host})$`, "iu");
const linked = new RegExp(`^(https?://)?(${host}(?::\\d{1,5})?(?:[/?#][^"'\`\\\\]*)?)$`, "iu");

const firstOf = (cell: string, pattern: RegExp): RegExpExecArray | undefined => several(cell).map((part) => pattern.exec(part)).find((m) => m !== null) ?? undefined;

/** The address of mail in a cell; "" for none. */
export const mailOf = (cell: string): string => firstOf(cell, mailed)?.[1] ?? "";

/** The site in a cell, by http or https whatever stands there; "" for none. */
export function webOf(cell: string): string {
  const m = firstOf(cell, linked);
  return m ? `${(m[1] ?? "https://").toLowerCase()}${m[2]}` : "";
}

/** What a record is known by; "" where a spreadsheet has made a number of it, which lost its digits. */
export function idOf(cell: string): string {
  const text = literal(cell);
  return /^\d[.,]\d+e\+\d+$/i.test(text) ? "" : text;
}
