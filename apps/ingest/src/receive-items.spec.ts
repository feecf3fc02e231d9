import { contentHashOf, Failure, rawItemSchema, TOPICS, type RawItem } from '@wiredesk/contracts';
import { createMemoryLog, type Publisher } from '@wiredesk/eventlog';
import { createMemoryLedger, type Ledger } from './ledger.js';
import type { WireContext } from '@wiredesk/wire-formats';
import { readDelivery } from './read-delivery.js';
import { createReceiveItems } from './receive-items.js';
import type { Reception } from './reception.js';

const aDelivery = (text: string | Buffer, given: WireContext['given'] = {}): Reception => ({
  deliveries: [{ bytes: Buffer.from(text as string), contentType: 'text/plain' }], feed: 'harbour-news', given, transport: 'http',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
});

function aDesk({ ledger = createMemoryLedger(), publisher }: { ledger?: Ledger; publisher?: Publisher } = {}) {
  const log = createMemoryLog();
  const ledgerFailures: unknown[] = [];
  let id = 0;
  const newId = (): string => `receipt-${++id}`;
  const receive = createReceiveItems({
    publisher: publisher ?? log.publisher, ledger, now: () => new Date('2026-09-01T10:00:00Z'), newId,
    read: (deliveries, about) => Promise.resolve(deliveries.map((delivery) => readDelivery(delivery, about, newId))),
    onLedgerFailure: (error) => { ledgerFailures.push(error); }, onReceipts: () => undefined,
  });
  const items = (): RawItem[] => log.records(TOPICS.raw.name).map(({ value }) => rawItemSchema.parse(JSON.parse(value!.toString())));
  return { receive, log, items, ledgerFailures };
}

test('an item is on the log with its original bytes, its story id as key and the trace of its request, before the receipt says accepted', async () => {
  const { receive, log, items } = aDesk();
  const bytes = Buffer.from('Zwei B\u00e4cker in Graz.\n', 'latin1');
  const [receipt] = await receive(aDelivery(bytes));
  expect(receipt).toMatchObject({ status: 'accepted', feed: 'harbour-news', format: 'plain-text', receivedAt: '2026-09-01T10:00:00.000Z' });
  const [item] = items();
  expect(Buffer.from(item!.original.data, item!.original.encoding)).toEqual(bytes);
  expect(item!.text).toBe('Zwei B\u00e4cker in Graz.');
  const [record] = log.records(TOPICS.raw.name);
  expect(record!.key!.toString()).toBe(receipt!.storyId);
  expect(record!.headers['traceparent']!.toString()).toBe('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
  expect(record!.headers['ce_source']!.toString()).toBe('urn:wiredesk:feed:harbour-news');
});

test('the same item again is a duplicate of the first receipt and is not written to the log', async () => {
  const { receive, items } = aDesk();
  const [first] = await receive(aDelivery('Four bakers in Linz.'));
  const [second] = await receive(aDelivery('Four bakers in Linz.'));
  expect(second).toMatchObject({ status: 'duplicate', duplicateOf: first!.id, storyId: first!.storyId });
  expect(items()).toHaveLength(1);
});

test('an older version is superseded, and is kept on the log all the same', async () => {
  const { receive, items } = aDesk();
  await receive(aDelivery('The newer text.', { uri: 'urn:x:1', version: '2' }));
  const [older] = await receive(aDelivery('The older text.', { uri: 'urn:x:1', version: '1' }));
  expect(older).toMatchObject({ status: 'superseded', supersededBy: '2' });
  expect(items().map(({ version }) => version)).toEqual(['2', '1']);
});

test('an equal version with other content is accepted: which one stands is decided by content', async () => {
  const { receive, items } = aDesk();
  await receive(aDelivery('One text.', { uri: 'urn:x:1', version: '1' }));
  const [other] = await receive(aDelivery('Another text.', { uri: 'urn:x:1', version: '1' }));
  expect(other!.status).toBe('accepted');
  expect(items()).toHaveLength(2);
});

test('while the ledger is out of reach items are accepted and the failure is told', async () => {
  const away = (): Promise<never> => Promise.reject(new Failure('database-unavailable', 'away'));
  const { receive, items, ledgerFailures } = aDesk({ ledger: { storiesOf: away, standing: away, record: away, find: away } });
  expect((await receive(aDelivery('Five bakers in Wels.')))[0]!.status).toBe('accepted');
  expect(items()).toHaveLength(1);
  expect(ledgerFailures.length).toBeGreaterThan(0);
});

test('without the acknowledgement of the broker there is no receipt, and the ledger knows nothing', async () => {
  const ledger = createMemoryLedger();
  const publisher: Publisher = { publish: () => Promise.reject(new Failure('log-unavailable', 'away')), problem: () => undefined, close: () => Promise.resolve() };
  const { receive } = aDesk({ ledger, publisher });
  await expect(receive(aDelivery('Six bakers in Steyr.'))).rejects.toMatchObject({ code: 'log-unavailable' });
  expect(ledger.entries).toEqual([]);
});

test.each([
  ['white space only', '  \n\t ', 'empty-body'],
  ['JSON that breaks off', '{"uri": "urn:x:1", "headline": ', 'malformed'],
  ['bytes of no wire format', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1, 2, 3]), 'unsupported-format'],
])('%s: rejected with a code, kept in the ledger, not on the log', async (_what, body, code) => {
  const ledger = createMemoryLedger();
  const { receive, items } = aDesk({ ledger });
  const [receipt] = await receive(aDelivery(body));
  expect(receipt).toMatchObject({ status: 'rejected', rejection: { code } });
  expect(ledger.entries.map(({ receipt: { id } }) => id)).toEqual([receipt!.id]);
  expect(items()).toEqual([]);
});

test('a uri names one story for ever: a dpa story whose headline changes stays the story that it was', async () => {
  const { receive, items } = aDesk();
  const dpa = (version: number, headline: string): Reception => ({
    ...aDelivery(JSON.stringify({
      urn: 'urn:newsml:dpa.com:20090101:260901-930-1', version, version_created: '2026-09-01T10:00:00+02:00', headline, dateline: 'Graz (dpa)',
      pubstatus: 'usable', article_html: '<section class="main"><p>Zwei B\u00e4cker in Graz.</p></section>', language: 'de',
    })),
  });
  const [first] = await receive(dpa(1, 'B\u00e4cker in Graz'));
  const [second] = await receive(dpa(2, 'Zwei B\u00e4cker in Graz er\u00f6ffnen'));
  expect([first!.format, second!.status]).toEqual(['dpa-digitalwires', 'accepted']);
  expect(second!.storyId).toBe(first!.storyId);
  const [, item] = items();
  expect([item!.storyId, item!.contentHash]).toEqual([first!.storyId, contentHashOf(item as never)]);
});
