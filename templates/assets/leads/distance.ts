// How far leads are from the reader's home base, in miles as the crow flies:
// never minutes of driving, and no answer of the scorecard.

import type { Lead } from "./rank";
import type { Table } from "./table";

/** A place on the earth, in degrees. */
export interface Place {
  latitude: number;
  longitude: number;
}

const radius = 3958.8; // of the earth, in miles: IUGG's mean, 6,371.0 km

/** The miles between two places, on a sphere (the haversine formula). */
export function miles(a: Place, b: Place): number {
  const rad = (degrees: number): number => (degrees * Math.PI) / 180;
  const h = Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 + Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2;
  return 2 * radius * Math.asin(Math.sqrt(h));
}

/** The columns of a list that hold coordinates; undefined if it has none. */
export function coordinates(table: Table): { latitude: number; longitude: number } | undefined {
  const at = (pattern: RegExp): number => table.headings.findIndex((h) => pattern.test(h.trim()));
  const found = { latitude: at(/^(lat|latitude|breitengrad|latitud)$/i), longitude: at(/^(lon|lng|long|longitude|längengrad|longitud)$/i) };
  return found.latitude >= 0 && found.longitude >= 0 ? found : undefined;
}

/** Reads "41.88, -87.63"; undefined for what is no place. */
export function placeOf(text: string): Place | undefined {
  const m = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!m) return undefined;
  const place = { latitude: Number(m[1]), longitude: Number(m[2]) };
  return Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? place : undefined;
}

/** The miles of each lead from home; of those without coordinates, none. */
export function distances(table: Table, all: Lead[], home: Place): Map<Lead, number> {
  const columns = coordinates(table);
  const out = new Map<Lead, number>();
  if (!columns) return out;
  for (const l of all) {
    const place = placeOf(`${l.row.cells[columns.latitude] ?? ""}, ${l.row.cells[columns.longitude] ?? ""}`);
    if (place && (place.latitude !== 0 || place.longitude !== 0)) out.set(l, miles(home, place)); // 0, 0 is a vendor's sign for no data
  }
  return out;
}
