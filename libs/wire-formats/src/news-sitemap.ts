import { itemOfEntry } from './feeds/entry.js';
import { firstWords } from './feeds/xml-fields.js';
import { rejected } from './rejects.js';
import { oneLine } from './text.js';
import { readItems, type Outcome, type XmlItem } from './xml/read-items.js';
import { rootNameOf } from './xml/root-name.js';
import { childAt, childrenOf, type XmlElement } from './xml/tree.js';
import type { WireFormat } from './wire-format.js';

const RULE = 'news-sitemap';

const isNews = (element: XmlElement): boolean => element.name === 'news' || element.name === 'n:news';

const words = (element: XmlElement | undefined, name: string): string | undefined => {
  const found = firstWords(childrenOf(element, name));
  return found === undefined ? undefined : oneLine(found);
};

/** What the sitemap says of a story: it has no text, so that the title is all there is to read. */
function read({ element, source }: XmlItem): Outcome {
  const news = childrenOf(element).find(isNews);
  const loc = words(element, 'loc');
  const title = words(news, 'title');
  if (news === undefined || title === undefined || loc === undefined) {
    const missing = loc === undefined ? 'loc' : news === undefined ? 'news:news' : 'news:title';
    return { rejection: { code: 'invalid-item', message: `a url without ${missing}`, pointer: `/url/${missing}`, rule: RULE, hint: 'only entries with news:news and a title are stories' } };
  }
  const publication = childAt(news, 'publication');
  const name = words(publication, 'name');
  const keywords = words(news, 'keywords')?.split(',').map((keyword) => keyword.trim()).filter((keyword) => keyword !== '');
  const tickers = words(news, 'stock_tickers');
  const item = itemOfEntry({
    format: RULE,
    id: loc,
    link: loc,
    title,
    published: words(news, 'publication_date'),
    updated: words(element, 'lastmod'),
    language: words(publication, 'language'),
    fields: {
      subjects: keywords?.map((keyword) => ({ name: keyword, rel: 'keyword' })),
      genres: words(news, 'genres')?.split(',').map((genre) => ({ name: genre.trim() })),
      infoSources: name === undefined ? undefined : [{ name, role: 'publication' }],
      stockTickers: tickers?.split(',').map((ticker) => ticker.trim()),
    },
  }, source.context);
  return item === undefined ? { rejection: { code: 'invalid-item', message: 'a url without words', rule: RULE } } : { item };
}

/** A sitemap of news: an address, a title, a time. Google's news extension 0.9. */
export const newsSitemap: WireFormat = {
  id: 'news-sitemap',
  recognise: ({ text }) => {
    const root = rootNameOf(text)?.name;
    return root === 'urlset' || root === 'sitemapindex' ? `root element ${root}` : undefined;
  },
  parse: (source) => {
    if (rootNameOf(source.text)?.name === 'urlset') return readItems(source, { rule: RULE, names: ['url'], read });
    return rejected({ code: 'unsupported-format', message: 'a sitemap index holds no stories', rule: RULE, hint: 'poll the sitemaps that it names' });
  },
};
