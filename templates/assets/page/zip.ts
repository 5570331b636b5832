// Zip files (PKWARE's APPNOTE, 4.3), whose parts are stored as they are: browsers
// compress each in their way, and a page and the command line write the same bytes.

import { utf8 } from "./utf8";

/** The first day that a zip file knows, 1980-01-01: the same parts are the same bytes at any time. */
const day = 0x21;

/** What unpacks a part: version 2.0, for which no method or extension is needed. */
const version = 20;

/** Packs texts under their names, which are of ASCII. */
export function zip(parts: [name: string, text: string][]): Uint8Array {
  const files = parts.map(([name, text]) => ({ name: utf8(name), data: utf8(text) }));
  const size = files.reduce((sum, { name, data }) => sum + 30 + 46 + 2 * name.length + data.length, 22);
  const out = new Writer(size);
  const directory = files.map(({ name, data }) => {
    const from = out.at;
    const sum = crc32(data);
    out.words([0x04034b50, 4], [version, 2], [0, 2], [0, 2], [0, 2], [day, 2], [sum, 4], [data.length, 4], [data.length, 4], [name.length, 2], [0, 2]);
    out.bytes(name);
    out.bytes(data);
    return { name, size: data.length, sum, from };
  });
  const start = out.at;
  for (const { name, size, sum, from } of directory) {
    out.words([0x02014b50, 4], [version, 2], [version, 2], [0, 2], [0, 2], [0, 2], [day, 2], [sum, 4], [size, 4], [size, 4], [name.length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [from, 4]);
    out.bytes(name);
  }
  const length = out.at - start;
  out.words([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [length, 4], [start, 4], [0, 2]);
  return out.all;
}

/** Fills bytes from their beginning. */
class Writer {
  readonly all: Uint8Array;
  at = 0;

  constructor(size: number) {
    this.all = new Uint8Array(size);
  }

  /** Writes numbers of so many bytes, the lowest byte first. */
  words(...numbers: [value: number, bytes: number][]): void {
    for (const [value, bytes] of numbers) for (let i = 0; i < bytes; i++) this.all[this.at++] = value >>> (8 * i);
  }

  bytes(some: Uint8Array): void {
    this.all.set(some, this.at);
    this.at += some.length;
  }
}

/** The checksum of zip files: CRC-32, by bytes. */
function crc32(data: Uint8Array): number {
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    return c;
  });
  let c = 0xffffffff;
  for (let i = 0; i < data.length; i++) c = (c >>> 8) ^ table[(c ^ data[i]!) & 255]!;
  return (c ^ 0xffffffff) >>> 0;
}
