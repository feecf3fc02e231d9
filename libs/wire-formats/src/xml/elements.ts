/** How an element of XHTML, HTML or NITF shows its content; what is not listed is inline. Names are compared in lower case. */
const BLOCKS = [
  'address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'dialog', 'dir', 'div', 'dl', 'dt',
  'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hgroup', 'hr', 'html',
  'legend', 'li', 'main', 'menu', 'nav', 'ol', 'optgroup', 'option', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'tfoot',
  'thead', 'title', 'ul',
  // NITF
  'abstract', 'bibliography', 'block', 'body.content', 'body.end', 'body.head', 'bq', 'byline', 'credit', 'dateline',
  'distributor', 'fn', 'headline', 'hedline', 'hl1', 'hl2', 'media', 'media-caption', 'media-producer', 'nitf', 'nitf-table',
  'nitf-table-summary', 'note', 'rights', 'series', 'slugline', 'tagline',
  // Names that agencies gave to paragraphs of their own
  'para', 'paragraph', 'lead', 'subheadline', 'subheading',
] as const;

const HIDDEN = ['script', 'style', 'template', 'noscript', 'head', 'iframe', 'object', 'nitf-table-metadata', 'media-metadata'] as const;

export type Display = 'block' | 'hidden' | 'row' | 'cell' | 'break' | 'kept' | 'inline';

const DISPLAY: ReadonlyMap<string, Display> = new Map<string, Display>([
  ...BLOCKS.map((name) => [name, 'block'] as const),
  ...HIDDEN.map((name) => [name, 'hidden'] as const),
  ['tr', 'row'], ['nitf-row', 'row'], ['td', 'cell'], ['th', 'cell'], ['br', 'break'], ['pre', 'kept'],
]);

export const displayOf = (name: string): Display => DISPLAY.get(name.toLowerCase()) ?? 'inline';
