// How the door bears hostile input: for each, the time to the answer and the longest delay of ingest's event loop meanwhile.
// Starts a stack of its own on free ports of 127.0.0.1 and stops it; needs the build.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createTopics } from '@wiredesk/eventlog';
import { createStack, freePorts, silentProgress } from '@wiredesk/local-stack';

const RUNS = 5;
const KEY = 'a-key-of-the-bench';
const home = mkdtempSync(join(tmpdir(), 'wiredesk-bench-'));
chmodSync(home, 0o755);
const [gateway, ingest, enrichment, storage, postgres, kafka, controller] = await freePorts(7);
const stack = createStack({
  root: resolve(import.meta.dirname, '..'), home, env: process.env, ports: { gateway, ingest, enrichment, storage, postgres, kafka, controller },
  apiKeys: { bench: KEY }, progress: silentProgress, createTopics: async (brokers) => { await createTopics({ brokers }); }, onUnexpectedExit: (child) => { console.error(`${child.name} ended`); },
});

const MB = 1024 * 1024;
const xml = { 'content-type': 'application/xml' };
const json = { 'content-type': 'application/json' };
const ninjs = (n) => JSON.stringify({ uri: `urn:bench:${n}`, type: 'text', versionCreated: '2026-09-01T10:00:00Z', bodies: [{ contentType: 'text/plain', value: 'Nine bakers met. '.repeat(50) }] });
const CASES = [
  ['a good item of 1 KB (the measure)', () => ninjs(1), json],
  ['an entity bomb', () => `<!DOCTYPE nitf [<!ENTITY a "${'a'.repeat(10_000)}"><!ENTITY b "${'&a;'.repeat(10_000)}">]><nitf>&b;</nitf>`, xml],
  ['200,000 attributes on one tag', () => `<nitf ${Array.from({ length: 170_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`, xml],
  ['200,000 nested elements', () => '<p>'.repeat(200_000), xml],
  ['400,000 numeric references', () => `<nitf><body><body.content><p>${'&#97;'.repeat(400_000)}</p></body.content></body></nitf>`, xml],
  ['JSON nested a million deep', () => '['.repeat(1_000_000), json],
  ['2 MB of one line', () => 'a'.repeat(2 * MB - 10), { 'content-type': 'text/plain' }],
  ['2 MB of bytes that look Latin-1', () => Buffer.alloc(2 * MB - 10, 0xe9), { 'content-type': 'text/plain' }],
  ['NDJSON of 10,000 items, one broken', () => [...Array.from({ length: 9_999 }, (_, n) => ninjs(n)), '{'].join('\n'), { 'content-type': 'application/x-ndjson' }],
  ['a gzip bomb of 1 GB', () => gzipSync(Buffer.alloc(1024 * MB)), { 'content-encoding': 'gzip' }],
  ['a brotli bomb of 256 MB', () => brotliCompressSync(Buffer.alloc(256 * MB), { params: { 1: 1 } }), { 'content-encoding': 'br' }],
  ['a body of 100 MB', () => Buffer.alloc(100 * MB), {}],
];

/** Posts and gives status, code and milliseconds; a refusal before the whole body is read is an answer. */
function post(body, headers) {
  const started = performance.now();
  return new Promise((done) => {
    const sent = request({ host: '127.0.0.1', port: ingest, path: '/v1/items', method: 'POST', headers: { authorization: `Bearer ${KEY}`, 'content-length': Buffer.byteLength(body), ...headers } }, (response) => {
      let text = '';
      const ms = performance.now() - started;
      response.setEncoding('utf8').on('data', (chunk) => { text += chunk; }).on('end', () => { done({ ms, status: response.statusCode, code: /"code":"([a-z-]+)"/.exec(text)?.[1] ?? 'accepted' }); });
    });
    sent.on('error', (error) => { done({ ms: performance.now() - started, status: 0, code: error.code ?? error.message }); });
    sent.end(body);
  });
}

/** The longest delay since the last question, in milliseconds: the gauge starts anew at every reading. */
async function lag() {
  const metrics = await (await fetch(`http://127.0.0.1:${ingest}/metrics`)).text();
  return 1000 * Number(/nodejs_eventloop_lag_max_seconds\{[^}]*\} ([\d.e+-]+)/.exec(metrics)?.[1]);
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
try {
  await stack.start();
  console.log(`method: each input is posted ${RUNS} times to a running ingest on 127.0.0.1 after one that is not counted; delay is ingest's own gauge nodejs_eventloop_lag_max_seconds over the request`);
  console.log(`machine: ${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} processors, Node ${process.version}, broker and database on the same machine`);
  console.log(`\n${'input'.padEnd(40)} ${'answer'.padEnd(24)} ${'ms median (min-max)'.padStart(24)} ${'loop delay ms median (max)'.padStart(28)}`);
  for (const [name, make, headers] of CASES) {
    const body = make();
    await post(body, headers);
    const times = [];
    const lags = [];
    let last;
    for (let run = 0; run < RUNS; run++) {
      await lag();
      last = await post(body, headers);
      times.push(last.ms);
      lags.push(await lag());
    }
    console.log(`${name.padEnd(40)} ${`${last.status} ${last.code}`.padEnd(24)} ${`${median(times).toFixed(0)} (${Math.min(...times).toFixed(0)}-${Math.max(...times).toFixed(0)})`.padStart(24)} ${`${median(lags).toFixed(0)} (${Math.max(...lags).toFixed(0)})`.padStart(28)}`);
  }
} finally {
  await stack.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(0);
