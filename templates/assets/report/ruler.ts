// A ruler as shapes of Word: a band with coloured segments, and on it what is known, an
// interval or a point. It is drawn, not a picture: nothing has to be encoded, and it is
// sharp on paper.

import { escaped } from "../page/xml";

/** A ruler from 0 to 100. */
export interface Ruler {
  /** What it shows, in words, for who does not see it. */
  text: string;
  /** Its segments from the left: up to where each goes, and its colour, six hexadecimal digits. */
  segments: { to: number; colour: string }[];
  low: number;
  high: number;
}

/** How high parts are, in the unit of drawings, of which 36,000 are a millimetre. */
const whole = 216_000;
const band = { top: 72_000, high: 72_000 };
const mark = { top: 96_000, high: 24_000, tick: 28_800 };

const ink = "1A1A1A";

/** A rectangle. */
const box = (id: number, x: number, y: number, wide: number, high: number, colour: string): string =>
  `<wps:wsp><wps:cNvPr id="${id}" name="${id}"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${wide}" cy="${high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>`;

const within = (value: number): number => Math.min(Math.max(value, 0), 100);

/** The ruler as what a run of text holds; number tells it from the others of the document. What knows no shapes shows its text. */
export function drawing({ text, segments, low, high }: Ruler, number: number, wide: number): string {
  let id = number * 100;
  const at = (value: number): number => Math.round((within(value) / 100) * wide);
  let from = 0;
  const boxes = segments.slice(0, 90).map(({ to, colour }) => {
    const x = from;
    from = Math.max(at(to), x);
    return box(++id, x, band.top, from - x, band.high, /^[0-9a-f]{6}$/i.test(colour) ? colour.toUpperCase() : "CCCCCC");
  });
  const ends = [at(low), at(high)].map((x) => Math.min(Math.max(x - mark.tick / 2, 0), wide - mark.tick));
  if (at(high) > at(low)) boxes.push(box(++id, at(low), mark.top, at(high) - at(low), mark.high, ink));
  for (const x of new Set(ends)) boxes.push(box(++id, x, 0, mark.tick, whole, ink));
  const group = `<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${wide}" cy="${whole}"/><a:chOff x="0" y="0"/><a:chExt cx="${wide}" cy="${whole}"/></a:xfrm></wpg:grpSpPr>${boxes.join("")}</wpg:wgp>`;
  const inline = `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${wide}" cy="${whole}"/><wp:docPr id="${number * 100}" name="Ruler ${number}" descr="${escaped(text)}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">${group}</a:graphicData></a:graphic></wp:inline></w:drawing>`;
  return `<mc:AlternateContent><mc:Choice Requires="wpg">${inline}</mc:Choice><mc:Fallback><w:t xml:space="preserve">${escaped(text)}</w:t></mc:Fallback></mc:AlternateContent>`;
}
