// How answers are written behind the # of an address.

/** Writes what is not empty, as a person can still read it. */
export function fragment(parts: [key: string, value: string][]): string {
  return parts
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3F/g, "?")}`)
    .join("&");
}
