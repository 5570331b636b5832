// The search, loaded when it is first used.

import type { Engine, Loader } from "./page/api";
import { kinds } from "./search/constants";
import { Index } from "./search/index";
import { read } from "./search/read";
import { search, type Link, type Options } from "./search/search";

async function engine(loader: Loader): Promise<Engine> {
  const absolute = (url: string): string => new URL(url, loader.root).href;
  const link = (title: string, address: string) => ({ title, url: absolute(encodeURI(address)) });
  const beside = <H extends { url: string; beside: Link[] }>(hit: H): H => ({ ...hit, url: absolute(hit.url), beside: hit.beside.map((page) => ({ ...page, url: absolute(page.url) })) });
  const index = await Index.open(loader.part, (url) => read(new URL(url, loader.root)));
  return {
    topics: index.overview.topics.filter((t) => t.page !== undefined).map(({ title, page }) => link(title, page!)),
    kinds: kinds.filter((_, i) => (index.overview.kinds[i + 1] ?? index.overview.docs) > index.overview.kinds[i]!),
    useful: index.overview.useful.map(([title, address]) => link(title, address)),
    read: index.read,
    async search(text: string, options?: Options, cancelled?: () => boolean) {
      const result = await search(index, text, options, cancelled);
      const hits = result.hits.map((hit) => ({ ...beside(hit), more: hit.more.map((place) => ({ ...place, url: absolute(place.url) })) }));
      return { ...result, hits, answer: result.answer && beside(result.answer) };
    },
  };
}

fieldbook.engine = engine;
