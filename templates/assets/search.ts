// The search, loaded when it is first used.

import type { Engine, Loader } from "./page/api";
import { kinds } from "./search/constants";
import { Index } from "./search/index";
import { read } from "./search/read";
import { search, type Options } from "./search/search";

async function engine(loader: Loader): Promise<Engine> {
  const absolute = (url: string): string => new URL(url, loader.root).href;
  const index = await Index.open(loader.part, (url) => read(new URL(url, loader.root)));
  return {
    topics: [...new Set(index.overview.topics.map((t) => t.title))],
    kinds: kinds.filter((_, i) => (index.overview.kinds[i + 1] ?? index.overview.docs) > index.overview.kinds[i]!),
    useful: index.overview.useful.map(([title, address]) => ({ title, url: absolute(encodeURI(address)) })),
    read: index.read,
    async search(text: string, options?: Options, cancelled?: () => boolean) {
      const result = await search(index, text, options, cancelled);
      return { ...result, hits: result.hits.map((hit) => ({ ...hit, url: absolute(hit.url), more: hit.more.map((place) => ({ ...place, url: absolute(place.url) })) })) };
    },
  };
}

fieldbook.engine = engine;
