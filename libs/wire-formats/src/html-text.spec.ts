import { htmlToText } from './html-text.js';
import { markupText } from './markup-text.js';
import { holds, shownLetters } from './shown-letters.js';

describe('visible text of HTML', () => {
  it.each([
    ['inline markup and tail text', '<p>One <b>two</b>, <a href="#">three</a> four.</p>', 'One two, three four.'],
    ['paragraphs', '<p>One</p>\n <p>Two</p>', 'One\nTwo'],
    ['line breaks', 'One<br>Two<br/>Three<br><br>Four', 'One\nTwo\nThree\n\nFour'],
    ['lists', '<ul><li>One</li><li>Two</li></ul>after', 'One\nTwo\nafter'],
    ['tables', '<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>', 'A\tB\n1\t2'],
    ['entities, decoded once', 'A &amp;amp; B &lt;b&gt; &#8211; &eacute;&nbsp;x', 'A &amp; B <b> – é\u00a0x'],
    ['what no browser shows', '<head><title>T</title><style>p{}</style></head><body>Seen<script>let a = "<p>no</p>";</script><!-- no --></body>', 'Seen'],
    ['a head that is never closed', '<html><head><meta charset="utf-8"><body><p>Seen</p>', 'Seen'],
    ['preformatted text', '<pre>a  b\n  c</pre>d', 'a  b\n  c\nd'],
    ['white space runs', '  One\n\n two\t three  ', 'One two three'],
    ['unclosed and crossed elements', '<p>One <b>two <i>three</b> four', 'One two three four'],
    ['XHTML with self-closing elements', '<div><script src="x"/>Seen<hr/>Below</div>', 'Seen\nBelow'],
    ['a broken end', '<p>One</p><a href="', 'One'],
  ])('%s', (_name, html, text) => {
    expect(htmlToText(html)).toBe(text);
    expect(markupText(html)).toEqual({ text, flags: [] });
  });

  it('takes depth, closings and attributes without end', () => {
    expect(htmlToText(`${'<b>'.repeat(300000)}x${'</i>'.repeat(300000)}`)).toBe('x');
    expect(htmlToText(`<p ${Array.from({ length: 200000 }, (_, i) => `a${i}="1"`).join(' ')}>x</p>`)).toBe('x');
  });
});

describe('the second walk', () => {
  it('sees what is lost and what should not be shown', () => {
    const letters = shownLetters('<p title="a > b">One <b>two</b> &eacute; t&amp;c<!-- no --><script>never()</script></p>');
    expect(letters).toBe('Onetwotc');
    expect(holds('One two é t&c', letters)).toBe(true);
    expect(holds('One é t&c', letters)).toBe(false);
    expect(holds('One two é t&c never but for this long rest', letters)).toBe(false);
  });

  it('is linear in what it walks', () => {
    expect(shownLetters(`${'<script>'.repeat(200000)}`)).toBe('');
    expect(shownLetters(`${'<'.repeat(300000)} x`)).toBe('x');
    expect(shownLetters(`<a b="${'>'.repeat(300000)}">x`)).toBe('x');
  });
});
