// The bytes of a file as text.

import { turn } from "./slices";

/** The encodings that a file may be in; the first is tried first. */
export const encodings = ["utf-8", "windows-1252", "utf-16le", "utf-16be"] as const;

export type Encoding = (typeof encodings)[number];

/** Reads bytes: a byte order mark decides, then strict UTF-8, then Windows-1252. */
export async function decode(bytes: Uint8Array, as?: Encoding): Promise<{ text: string; encoding: Encoding }> {
  const encoding = as ?? wide(bytes);
  if (encoding) return { text: await inParts(bytes, encoding), encoding };
  try {
    return { text: await inParts(bytes, "utf-8", true), encoding: "utf-8" };
  } catch {
    return { text: await inParts(bytes, "windows-1252"), encoding: "windows-1252" };
  }
}

const part = 1 << 20; // bytes that are decoded between two turns of the page

async function inParts(bytes: Uint8Array, encoding: Encoding, fatal = false): Promise<string> {
  const decoder = new TextDecoder(encoding, { fatal });
  let text = "";
  for (let at = 0; at < bytes.length; at += part) {
    text += decoder.decode(bytes.subarray(at, at + part), { stream: true });
    await turn();
  }
  return text + decoder.decode();
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
