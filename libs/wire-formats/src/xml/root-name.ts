const HEAD = 20_000;

/** The beginning of a text without XML declaration, comments and white space. */
function withoutPreamble(text: string): string {
  let head = text.slice(0, HEAD).replace(/^[\0-\u0020\ufeff]+/, '');
  for (;;) {
    const end = head.startsWith('<?') ? head.indexOf('?>') + 2 : head.startsWith('<!--') ? head.indexOf('-->') + 3 : 0;
    if (end < 3) return head;
    head = head.slice(end).trimStart();
  }
}

/**
 * The local name of the root element, for telling formats apart; a DOCTYPE names it too, so that a file that will be refused
 * is still refused as what it is. `head` is what stands around the name. Undefined when the text does not begin as XML does.
 */
export function rootNameOf(text: string): { readonly name: string; readonly head: string } | undefined {
  const head = withoutPreamble(text);
  const doctype = /^<!doctype\s+(?:[\w.-]+:)?([\w.-]+)/i.exec(head);
  const element = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(head);
  const name = doctype?.[1] ?? element?.[1];
  return name === undefined ? undefined : { name, head: head.slice(0, 4_000) };
}
