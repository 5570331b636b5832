// What chance alone may do: the span of a share, and whether two shares differ.

/** A share of some cases, and the span of what it may be of many more: Wilson's score interval of 95 %. */
export interface Share {
  won: number;
  of: number;
  low: number; // 0 to 1
  high: number;
}

/** What a normal variable stays within, to both sides, in 95 of 100 cases. */
const z = 1.959963984540054;

/** How often in 100 something may be told that is chance alone. */
const level = 0.05;

/** A share with its span: of no case it may be anything. */
export function share(won: number, of: number): Share {
  if (of === 0) return { won, of, low: 0, high: 1 };
  const p = won / of;
  const middle = p + (z * z) / (2 * of);
  const reach = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return { won, of, low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole) };
}

/** The logarithms of 0!, 1!, 2! and so on, as far as they were asked for. */
const factorials = [0];

/**
 * Fisher's exact test: how likely two shares are as far apart as these, or farther,
 * if the wins fall on the cases of both by chance; or only as far with the first
 * above the second.
 */
export function fisher(a: Share, b: Share, sides: "both" | "above" = "both"): number {
  const [all, won] = [a.of + b.of, a.won + b.won];
  const f = factorials;
  for (let i = f.length; i <= all; i++) f.push(f[i - 1]! + Math.log(i));
  const ways = f[a.of]! + f[b.of]! + f[won]! + f[all - won]! - f[all]!;
  const likely = (x: number): number => ways - f[x]! - f[a.of - x]! - f[won - x]! - f[b.of - won + x]!;
  const seen = likely(a.won) + 1e-7; // what is as likely is so but for rounding
  let sum = 0;
  for (let x = Math.max(0, won - b.of); x <= Math.min(won, a.of); x++) {
    const log = likely(x);
    if (sides === "above" ? x >= a.won : log <= seen) sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

/** Holm's way of asking much at once: which of many tests tell something, so that in 95 of 100 sets of mere chance none does. */
export function holm(ps: number[]): boolean[] {
  const told = ps.map(() => false);
  const order = ps.map((_, i) => i).sort((i, j) => ps[i]! - ps[j]!);
  for (const [done, i] of order.entries()) {
    if (ps[i]! * (ps.length - done) > level) break;
    told[i] = true;
  }
  return told;
}

/** Puts things into an order by chance, always the same one of as many. */
export function shuffled<T>(things: T[]): T[] {
  const out = [...things];
  let state = 1;
  for (let i = out.length - 1; i > 0; i--) {
    state = (state * 48271) % 2147483647;
    const j = state % (i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}
