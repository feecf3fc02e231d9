import { canaryOf, capital } from './canaries.js';
import { createChance } from './chance.js';
import type { Work } from './embargo-drill.js';
import { lookAt, lookAtList, pathsOf, questionsOf } from './public-places.js';
import type { Sightings } from './sightings.js';

/** Asks by what only an embargoed text has, by ids, and now and then for everything, while items come in. */
export async function probe(work: Work, goesOn: () => boolean): Promise<void> {
  const { stack, sightings, seed } = work;
  const chance = createChance(seed + 1);
  const url = stack.gatewayUrl;
  let after = 0;
  for (let round = 0; goesOn(); round++) {
    await askByCanary(work, chance.int(Math.max(1, sightings.expected.size)));
    await askById(work, work.storyIds[chance.int(work.storyIds.length)], round % 5 === 0);
    if (round % 20 === 0) after = await followList(url, after, sightings);
    if (round % 50 === 0) {
      for (const service of stack.serviceUrls) await lookAt(service, '/metrics', { sightings, place: 'metrics' });
      await lookAt(url, '/v1/sources', { sightings, place: 'sources' });
    }
    if (round % 400 === 100) await lookAtList(url, '/v1/figures?limit=200', { sightings, place: 'all figures' });
  }
}

/** A question that takes longer than the gateway allows is answered with 503 and shows nothing: it is counted, and too many of them are a fault. */
async function askByCanary({ stack, sightings, counts, pauseMs = 0 }: Work, canary: number): Promise<void> {
  for (const [place, path] of questionsOf(canary)) {
    const { status } = await lookAt(stack.gatewayUrl, path, { sightings, place, without: [`/v1/entities/${capital(canaryOf(canary))}`] });
    counts.add('questions');
    if (status === 503) counts.add(`unanswered ${place}`);
    else if (status >= 500) throw new Error(`${path} was answered with ${status}`);
    if (pauseMs > 0) await new Promise((done) => { setTimeout(done, pauseMs); });
  }
}

async function askById({ stack, sightings }: Work, storyId: string | undefined, byEtag: boolean): Promise<void> {
  for (const [place, path] of storyId === undefined ? [] : pathsOf(storyId)) {
    const { etag } = await lookAt(stack.gatewayUrl, path, { sightings, place });
    if (etag !== undefined && byEtag) await lookAt(stack.gatewayUrl, path, { sightings, place: `${place} by ETag`, headers: { 'if-none-match': etag } });
  }
}

/** What changed behind a position, as a reader that polls sees it. */
async function followList(url: string, after: number, sightings: Sightings): Promise<number> {
  for (let position = after; ;) {
    const text = await (await fetch(`${url}/v1/stories?limit=200&after=${position}`)).text();
    sightings.look('changes', text);
    const last = (JSON.parse(text) as { stories: { changed: number }[] }).stories.at(-1)?.changed;
    if (last === undefined) return position;
    position = last;
  }
}
