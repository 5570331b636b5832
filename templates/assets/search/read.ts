// Reads pages of the site for their words, where the index does not hold them:
// to find a phrase, and to show a hit in its sentence.

const pages = new Map<string, Promise<Document>>();

/** What stands within the words of a text and is none of them: what is shown on asking, and the fields of a question, but for the options to tick. */
const notRead = ".meaning, a.anchor, .weight, .answer :is(.joined, .rest, .understood, .chips, .field, .sum, legend), .criterion-note :is(summary, p:has(input, textarea)), svg";

/**
 * The words that readers see at an address: of a page, of a section from its
 * heading to the next, or of another element. undefined where there is no
 * such place; a page that cannot be read, from disk for example, is an error.
 */
export async function read(url: URL): Promise<string | undefined> {
  const address = url.href.replace(/#.*/, "");
  let page = pages.get(address);
  if (!page) {
    page = fetch(address).then(async (r) => {
      const doc = new DOMParser().parseFromString(await r.text(), "text/html");
      doc.querySelectorAll(notRead).forEach((e) => e.remove());
      return doc;
    });
    pages.set(address, page);
    page.catch(() => pages.delete(address));
  }
  const doc = await page;
  const target = doc.getElementById(decodeURIComponent(url.hash.slice(1)));
  if (!target) return doc.querySelector("main article")?.textContent ?? undefined;
  return isHeading(target) ? section(target) : (target.textContent ?? undefined);
}

function isHeading(e: Element): boolean {
  return /^H[1-6]$/.test(e.tagName);
}

/** A heading's text and what follows it, up to the next. */
function section(heading: Element): string {
  const parts = [heading.textContent];
  for (let e = heading.nextElementSibling; e && !isHeading(e); e = e.nextElementSibling) parts.push(e.textContent);
  return parts.join(" ");
}
