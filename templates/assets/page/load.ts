// Loads scripts when they are first needed. The index comes as scripts that
// call back: so it loads from disk too, and under a policy that allows the
// site's own scripts alone.

const waiting = new Map<string, (data: unknown) => void>();

/** Takes what a part of the index brings. */
export function receive(name: string, part: number, data: unknown): void {
  waiting.get(name + part)?.(data);
}

/** Loads a script once; a failure can be tried again. */
export function script(url: string): Promise<void> {
  return new Promise((done, fail) => {
    const element = document.createElement("script");
    element.src = url;
    element.onload = () => done();
    element.onerror = () => {
      element.remove();
      fail(new Error(`cannot load ${url}`));
    };
    document.head.append(element);
  });
}

/** Loads one part of the index from its file. */
export async function part(url: string, name: string, number: number): Promise<unknown> {
  const key = name + number;
  let data: unknown;
  waiting.set(key, (d) => (data = d));
  await script(url);
  waiting.delete(key);
  if (data === undefined) throw new Error(`nothing in ${url}`);
  return data;
}
