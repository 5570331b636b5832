// Loads scripts when they are first needed. The index comes as scripts that
// call back: so it loads from disk too, and under a policy that allows the
// site's own scripts alone.

const waiting = new Map<string, (data: unknown) => void>();

/** Takes what a part of the index brings. */
export function receive(name: string, part: number, data: unknown): void {
  waiting.get(name + part)?.(data);
}

/** Loads a script; a failure can be tried again. */
export const script = (url: string): Promise<void> => loaded(Object.assign(document.createElement("script"), { src: url }), url);

/** Loads a style sheet; a failure can be tried again. */
export const style = (url: string): Promise<void> => loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: url }), url);

function loaded(element: HTMLScriptElement | HTMLLinkElement, url: string): Promise<void> {
  return new Promise((done, fail) => {
    element.onload = () => done();
    element.onerror = () => {
      element.remove();
      fail(new Error(`cannot load ${url}`));
    };
    document.head.append(element);
  });
}

/** Gives what is loaded when it is first asked for; after a failure the next call tries again. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    loading.catch(() => (loading = undefined));
    return loading;
  };
}

/** The address that an attribute of a script names. */
export const named = (address: string | undefined): string => new URL(address ?? "", document.baseURI).href;

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
