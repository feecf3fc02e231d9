import { capital, canaryOf } from './canaries.js';
import type { Delivery } from './embargo-cases.js';
import { contentTypeOf, iptcSequence, WIRES, type Said, type Wire } from './wires.js';

/** A way to kill a story: how the story is sent, and what kills it. */
export interface KillWay {
  readonly wire: Wire;
  readonly kill: (story: Said, killId: string) => Delivery;
}

/** What the kill says beside the text that it takes away. */
const NOTE = { headline: 'Notice to editors', text: 'The source took it back. A kill is mandatory.' };
const write = (wire: Wire, said: Said): Delivery => ({ feed: 'one', contentType: contentTypeOf(wire), body: WIRES[wire](said) });
const xml = (body: string): Delivery => ({ feed: 'one', contentType: 'application/xml', body });
const later = (at: string): string => new Date(Date.parse(at) + 1_000).toISOString();

/** The story once more, as its publisher takes it back: same name, next version. */
const canceled = (wire: Wire): KillWay['kill'] => ({ id, at }) => write(wire, { id, version: 2, at: later(at), ...NOTE, status: 'canceled' });
const withdrawn = (wire: Wire): KillWay['kill'] => ({ id, at }) => write(wire, { id, version: 2, at: later(at), headline: 'STORY WITHDRAWN: harbour talks', text: NOTE.text });
const message = ({ at }: Said, killId: string, fields: Partial<Said> = {}): Said => ({ id: killId, version: 1, at: later(at), ...NOTE, ...fields });

export const KILL_WAYS: Readonly<Record<string, KillWay>> = {
  'ninjs 3, canceled': { wire: 'ninjs3', kill: canceled('ninjs3') },
  'ninjs 2, canceled': { wire: 'ninjs2', kill: canceled('ninjs2') },
  'ninjs 1, canceled': { wire: 'ninjs1', kill: canceled('ninjs1') },
  'NewsML-G2, canceled': { wire: 'newsmlG2', kill: canceled('newsmlG2') },
  'NewsML 1, canceled': { wire: 'newsml1', kill: canceled('newsml1') },
  'NITF, canceled': { wire: 'nitf', kill: canceled('nitf') },
  'ninjs 3, withdrawn by headline': { wire: 'ninjs3', kill: withdrawn('ninjs3') },
  'NewsML-G2, withdrawn by headline': { wire: 'newsmlG2', kill: withdrawn('newsmlG2') },
  'NewsML-G2, by a link of another item': {
    wire: 'ninjs3',
    kill: (story, killId) => xml(WIRES.newsmlG2(message(story, killId)).replace('</itemMeta>', `<signal qcode="sig:kill"/><link rel="irel:cancels" residref="urn:drill:${story.id}"/></itemMeta>`)),
  },
  'NITF, by the id of another document': {
    wire: 'nitf',
    kill: (story, killId) => xml(WIRES.nitf(message(story, killId)).replace('<docdata', `<docdata management-doc-idref="${story.id}" management-idref-status="canceled"`)),
  },
  'ninjs 3, by an urn in its words': {
    wire: 'newsml1',
    kill: (story, killId) => write('ninjs3', message(story, killId, { headline: 'KILL - harbour talks', text: `Please kill urn:newsml:drill.example:20260901:${story.id}, which was wrong.` })),
  },
  'IPTC 7901, by sequence number': {
    wire: 'iptc7901',
    kill: (story, killId) => {
      const { service, number } = iptcSequence(story.id);
      return write('iptc7901', message(story, killId, { headline: 'KILL KILL KILL', text: `Please kill xyz ${number} (${service}${number}), "Harbour talks". The source took it back.` }));
    },
  },
  'ANPA 1312, by slug': {
    wire: 'anpa1312',
    kill: ({ at, id }) => {
      const { body, ...delivery } = write('anpa1312', { id, version: 2, at: new Date(Date.parse(at) + 60_000).toISOString(), headline: 'BULLETIN KILL', text: 'The Associated Press' });
      return { ...delivery, body: body.replace(/\^(BC-Drill-\w+),100</, '^$1, KILL,40<').replace('r i\u0013', 'b i\u0013') };
    },
  },
};

/** A text that shows its canary as a name, a counted noun and a word of the headline. `like` keeps the rest the same for a copy. */
export function killedWords(canary: number, like = canary): Pick<Said, 'headline' | 'text'> {
  const word = canaryOf(canary);
  return {
    headline: `Harbour talks on ${word} end in Lisbon`,
    text: [
      `LISBON (Drill) - Some ${1_000 + like % 9_000} ${word}s were paid by Ada ${capital(word)} in Portugal, officials in Lisbon said after ${(like % 41) + 3} hours of talks near gate ${like % 977} of the old harbour.`,
      `The ${capital(word)} Corp. agreed to build ${(like % 89) + 11} sheds for the fishermen of Faro and Porto before the winter, and the union of the cranes called off a strike of ${(like % 7) + 2} days.`,
    ].join('\n'),
  };
}
