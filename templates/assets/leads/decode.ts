// The bytes of a file as text.

/** The encodings that a file may be in; the first is tried first. */
export const encodings = ["utf-8", "windows-1252", "utf-16le", "utf-16be"] as const;

export type Encoding = (typeof encodings)[number];

/** Reads bytes: a byte order mark decides, then strict UTF-8, then Windows-1252. */
export function decode(bytes: Uint8Array, as?: Encoding): { text: string; encoding: Encoding } {
  const encoding = as ?? wide(bytes);
  if (encoding) return { text: new TextDecoder(encoding).decode(bytes), encoding };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}

/** Tells bytes in UTF-16, by their mark or by their zeros. */
function wide(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 1000);
  const zeros = [0, 1].map((odd) => head.filter((b, i) => b === 0 && i % 2 === odd).length);
  if (zeros[1]! > head.length / 4) return "utf-16le";
  return zeros[0]! > head.length / 4 ? "utf-16be" : undefined;
}

/** Tells what is no text: a picture or a program has signs in it that nobody writes. */
export function isText(text: string): boolean {
  const head = text.slice(0, 4000);
  return !head.startsWith("%PDF") && head.replace(/[^\0-\x08\x0e-\x1f]/g, "").length <= head.length / 200;
}
