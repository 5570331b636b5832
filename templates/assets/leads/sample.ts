// Lists to try the page with: nobody's firms, under the headings of real
// exports.

import { write } from "./csv";

const first = "Alder Ashby Beacon Birch Bramble Cedar Clay Cole Dale Elm Fern Flint Glen Hazel Heath Holly Iris Juniper Kestrel Larch Linden Maple Moss Oak Pine Quill Reed Rowan Sedge Thorn Walnut Willow".split(" ");
const trade = ["Dental", "Law", "Veterinary", "Freight", "Surveyors", "Optics", "Architects", "Plumbing Supply", "Joinery", "Printing"];
const places = "Ashford Brookfield Clayton Dunmore Easton Fairview".split(" ");
const staff = ["1 to 4", "5 to 9", "10 to 19", "20 to 49", "50 to 99", "100 to 249"];
const sales = ["Less Than $500,000", "$500,000-1 Million", "$1-2.5 Million", "$2.5-5 Million", "$5-10 Million", "$10-20 Million"];

const rows = 200;

/** A broker's list (0) or an export of a customer database (1), as CSV; the same each time. */
export function sample(which: number): string {
  let seed = 20261124 + which;
  const random = (n: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; // the generator of the C standard's example
    return Math.floor((seed / 2 ** 32) * n);
  };
  const pick = (from: string[]): string => from[random(from.length)]!;
  const some = (value: string, of = 3): string => (random(of) > 0 ? value : "");
  const broker = (): string[] => {
    const size = random(staff.length);
    return [`${pick(first)} ${pick(trade)}`, pick(places), staff[size]!, some(String(2 + size * 14).padStart(5, "0"), 2) || "000000", sales[Math.min(5, size + random(2))]!, some("Single Loc"), some(String(5 + random(60)))];
  };
  const database = (): string[] => {
    const size = 3 + random(140);
    return [`${pick(first)} ${pick(trade)}`, some(String(size)), some(String(size * 90_000)), pick(places), some(String(Math.round(size * 0.8))), some(pick(["CPA", "CPA; attorney", "Attorney", "N/A", "consultant"]))];
  };
  const headings = which === 0 ? ["Company Name", "City", "Location Employee Size Range", "Location Employee Size Actual", "Location Sales Volume Range", "Location Type", "Drive (min)"] : ["Company", "No. of Employees", "Annual Revenue", "City", "PCs", "Advisers"];
  return write([headings, ...Array.from({ length: rows }, which === 0 ? broker : database)]);
}
