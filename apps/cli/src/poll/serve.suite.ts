import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** For specs: a publisher on 127.0.0.1 that remembers what it was asked. */
export interface Publisher {
  readonly url: string;
  readonly port: number;
  readonly asked: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** Most requests that were open at a time. */
  readonly mostAtOnce: () => number;
  readonly close: () => Promise<void>;
}

export type Reply = (response: ServerResponse, asked: { path: string; headers: IncomingHttpHeaders; n: number; body: Buffer }) => void | Promise<void>;

export async function serve(reply: Reply): Promise<Publisher> {
  const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const { url: path = '', headers } = request;
    asked.push({ path, headers });
    const n = asked.length;
    most = Math.max(most, ++open);
    response.once('close', () => { open--; });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => { chunks.push(chunk); });
    request.once('end', () => { void reply(response, { path, headers, n, body: Buffer.concat(chunks) }); });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const { port } = server.address() as AddressInfo;
  return {
    port, url: `http://127.0.0.1:${port}`, asked, mostAtOnce: () => most,
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(() => { done(); });
    }),
  };
}

/** An RSS feed with these entries; invented. */
export const rssOf = (titles: readonly string[], channel = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Harbour news</title><link>https://harbour.example.org/</link>${channel}`
  + `${titles.map((title) => `<item><title>${title}</title><guid isPermaLink="false">urn:harbour:${title}</guid><pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate><description>${title}, said the harbour master.</description></item>`).join('')}</channel></rss>`;
