/** One event of an event stream. */
export interface Told {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: { readonly storyId?: string; readonly sequence?: number; readonly [field: string]: unknown } | undefined;
}

export interface TestStream {
  readonly events: Told[];
  /** All that came, as it came. */
  readonly raw: () => string;
  /** Waits for the next event, or one that is here, that is asked for. Fails after 10 s. */
  readonly until: (wanted: (told: Told) => boolean) => Promise<Told>;
  readonly close: () => void;
  /** Resolves when no more comes. */
  readonly ended: Promise<void>;
}

/** Reads an event stream as the standard says (HTML, 9.2.6). */
export async function openStream(url: string, { key, lastEventId }: { key?: string; lastEventId?: string | undefined }): Promise<TestStream> {
  const abort = new AbortController();
  const response = await fetch(url, {
    signal: abort.signal, headers: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
  });
  if (!response.ok || response.body === null) throw new Error(`the stream answered ${response.status}: ${await response.text()}`);
  const events: Told[] = [];
  const waiting = new Set<() => void>();
  const body = response.body as unknown as AsyncIterable<Uint8Array>;
  let raw = '';
  const ended = (async () => {
    const decoder = new TextDecoder();
    let read = 0;
    for await (const chunk of body) {
      raw += decoder.decode(chunk, { stream: true });
      for (let end = raw.indexOf('\n\n', read); end >= 0; end = raw.indexOf('\n\n', read)) {
        const told = eventOf(raw.slice(read, end));
        read = end + 2;
        if (told !== undefined) events.push(told);
      }
      for (const wake of waiting) wake();
    }
  })().catch(() => undefined).finally(() => { for (const wake of waiting) wake(); });
  return {
    events, raw: () => raw, close: () => { abort.abort(); }, ended,
    until: async (wanted) => {
      for (const end = Date.now() + 10_000; ;) {
        const found = events.find(wanted);
        if (found !== undefined) return found;
        if (Date.now() > end) throw new Error(`what was waited for did not come; there came ${JSON.stringify(events.map(({ id, event }) => [id, event]))}`);
        await new Promise<void>((resolve) => {
          const wake = (): void => { clearTimeout(timer); waiting.delete(wake); resolve(); };
          const timer = setTimeout(wake, 200);
          waiting.add(wake);
        });
      }
    },
  };
}

function eventOf(block: string): Told | undefined {
  const fields = new Map(block.split('\n').filter((line) => !line.startsWith(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).replace(/^ /, '')]));
  const data = fields.get('data');
  if (data === undefined) return undefined;
  return { id: fields.get('id'), event: fields.get('event') ?? 'message', data: JSON.parse(data) as Told['data'] };
}
