import { readHtml } from './html-tree.js';
import { readXml } from './read-xml.js';
import type { XmlElement } from './tree.js';
import { visibleCharacters, withoutBlanks } from './visible-characters.js';
import { visibleTextOf } from './visible-text.js';

function tree(xml: string): XmlElement {
  const reading = readXml(xml);
  if ('fault' in reading) throw new Error(reading.fault.message);
  return reading.document.root;
}

describe('visible text', () => {
  it.each([
    ['paragraphs, inline markup and tail text', '<body><p>One <b>two</b> three<i>!</i> tail</p> loose <p>Four</p></body>', 'One two three! tail\nloose\nFour'],
    ['a word that markup divides', '<p>Hydro<sub>2</sub>gen and 40<b>0</b></p>', 'Hydro2gen and 400'],
    ['white space of the source', '<p>\n   One\n   two\t three  </p>', 'One two three'],
    ['line breaks', '<p>One<br/>two<br/><br/>three</p>', 'One\ntwo\nthree'],
    ['lists in lists', '<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>', 'One\nTwo\nThree'],
    ['a table with empty cells', '<table><tr><td/><td>2025</td><td>2026</td></tr><tr><td>Fish</td><td/><td>3</td></tr></table>', '\t2025\t2026\nFish\t\t3'],
    ['paragraphs and a table within a cell', '<table><tr><td><p>a</p><p>b</p></td><td><table><tr><td>c</td><td>d</td></tr></table></td></tr></table>', 'a b\tc d'],
    ['preformatted lines', '<pre>one\n  two\n</pre>', 'one\ntwo'],
    ['what is never shown', '<body><head><title>no</title></head><script>no</script><style>no</style><p>yes</p></body>', 'yes'],
    ['references, once', '<p>&amp;amp; &lt;b&gt; &#65;</p>', '&amp; <b> A'],
    ['a CDATA section', '<p>a <![CDATA[<b> & ]]> c</p>', 'a <b> & c'],
    ['comments and instructions', '<p>a<!-- no --><?no no?>b</p>', 'ab'],
    ['no-break spaces', '<body><p>3&#160;000</p><p>&#160;</p><p>end&#160;</p><p>x</p></body>', '3\u00a0000\nend\nx'],
    ['a fraction of NITF', '<p>1<frac><frac-num>1</frac-num><frac-den>2</frac-den></frac> cups, <frac><frac-num>3</frac-num><frac-sep>/</frac-sep><frac-den>4</frac-den></frac></p>', '1 1/2 cups, 3/4'],
    ['elements of no known language', '<story>One <Firma>Ax AG</Firma>.</story>', 'One Ax AG.'],
    ['nothing', '<p/>', ''],
  ])('%s', (_what, xml, text) => {
    const root = tree(xml);
    expect(visibleTextOf(root).text).toBe(text);
    expect(withoutBlanks(visibleTextOf(root).text)).toBe(visibleCharacters(root));
  });

  it('leaves out what it is told to, in both walks', () => {
    const root = tree('<body><header>Gone</header><p>Stays</p></body>');
    const without = new Set(root.children.filter((node): node is XmlElement => typeof node !== 'string' && node.name === 'header'));
    expect(visibleTextOf(root, { without }).text).toBe('Stays');
    expect(visibleCharacters(root, without)).toBe('Stays');
  });

  it('knows where a marked element stands, white space around it not counted', () => {
    const { text, marks } = visibleTextOf(tree('<p>By <person> Ada <b>Example</b> </person> and <person/><person>Bo\n Muster</person>.</p>'), { mark: ({ name }) => name === 'person' });
    expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['Ada Example', 'Bo Muster']);
  });

  it('reads HTML as a browser does, unclosed elements and all', () => {
    const reading = readHtml('<P>One<p>Two<table><tr><td>a<td>b</table>&nbsp;<ul><li>c<li>d');
    expect('root' in reading && visibleTextOf(reading.root).text).toBe('One\nTwo\na\tb\nc\nd');
  });

  it('shows in every random tree what the other walk shows, and marks what slices back', () => {
    let state = 20260301;
    const pick = (below: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >>> 8) % below;
    };
    const names = ['p', 'b', 'div', 'br', 'table', 'tr', 'td', 'li', 'person', 'pre', 'frac', 'frac-den', 'script', 'unknown', 'hl1', 'head'];
    const words = [' ', 'one', '\n', ' two ', '\u00a0', 'th\u00e9', '\u{1f30a}', '\t', '3', '\r\n x'];
    const grow = (depth: number): XmlElement => ({
      name: names[pick(names.length)] ?? 'p', uri: '', attributes: [], start: 0, end: 0,
      children: Array.from({ length: pick(5) }, () => (depth > 5 || pick(2) === 0 ? words[pick(words.length)] ?? '' : grow(depth + 1))),
    });
    for (let round = 0; round < 2_000; round += 1) {
      const root = grow(0);
      const { text, marks } = visibleTextOf(root, { mark: ({ name }) => name === 'person' || name === 'unknown' });
      expect({ root, shown: withoutBlanks(text) }).toEqual({ root, shown: visibleCharacters(root) });
      for (const { element, start, end } of marks) expect(withoutBlanks(text.slice(start, end))).toBe(visibleCharacters({ ...element, name: 'person' }));
    }
  });
});
