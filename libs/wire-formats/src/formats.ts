import { anpa1312 } from './anpa1312.js';
import { atom } from './atom.js';
import { dpaDigitalwires } from './dpa-digitalwires.js';
import { email } from './email.js';
import { html } from './html.js';
import { iptc7901 } from './iptc7901.js';
import { jsonFeed } from './json-feed.js';
import { newsSitemap } from './news-sitemap.js';
import { newsml1 } from './newsml-1.js';
import { newsmlG2 } from './newsml-g2.js';
import { nitf } from './nitf.js';
import { ninjs } from './ninjs.js';
import { plainText } from './plain-text.js';
import { rss } from './rss.js';
import type { WireFormat } from './wire-format.js';

/** The wire formats in the order in which they are asked: what is more particular comes first, the last one takes every text. */
export const wireFormats: readonly WireFormat[] = [
  jsonFeed,
  dpaDigitalwires,
  ninjs,
  anpa1312,
  iptc7901,
  newsmlG2,
  newsml1,
  nitf,
  rss,
  atom,
  newsSitemap,
  email,
  html,
  plainText,
];
