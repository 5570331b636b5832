// The search, loaded when it is first used.

import type { Engine, Loader } from "./page/api";
import { Index } from "./search/index";
import { search, type Options } from "./search/search";

async function engine(loader: Loader): Promise<Engine> {
  const index = await Index.open(loader.part, loader.text);
  return {
    topics: index.overview.topics.map((t) => t.title),
    useful: index.overview.useful.map(([title, address]) => ({ title, url: new URL(encodeURI(address), loader.root).href })),
    async search(text: string, options?: Options, cancelled?: () => boolean) {
      const result = await search(index, text, options, cancelled);
      return { ...result, hits: result.hits.map((hit) => ({ ...hit, url: new URL(hit.url, loader.root).href })) };
    },
  };
}

fieldbook.engine = engine;
