import type { Attribution, Entity } from '@wiredesk/contracts';
import { attributions } from './attributions.js';
import { dates } from './dates.js';
import type { Doc } from './doc.js';
import { quotes } from './quotes.js';
import { sentences } from './sentences.js';
import { tokens } from './tokens.js';

const named = (text: string, entities: Readonly<Record<string, Entity['type']>>): Entity[] => Object.entries(entities).map(([name, type]) => {
  const mentions = [];
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) mentions.push({ start, end: start + name.length, text: name, rule: 'spec', confidence: 1 });
  return { id: name, type, name, mentions };
});

function docOf(text: string, entities: Readonly<Record<string, Entity['type']>> = {}): Doc {
  const input = { text, published: '2024-05-15T09:00:00Z' };
  let doc: Doc = { input, text, tokens: [], sentences: [], language: {}, lookups: [], tags: [], entities: named(text, entities), dates: [], figures: [], quotes: [], attributions: [], fingerprint: undefined };
  for (const component of [tokens, sentences, dates, quotes, attributions]) doc = { ...doc, ...component.run(doc) };
  return doc;
}

const short = ({ cue, source, content, via, direct }: Attribution): string => `${cue} | ${source.text} | ${content.text}${via ? ` | via ${via.join(', ')}` : ''}${direct ? ' | direct' : ''}`;
const claims = (text: string): string[] => docOf(text).attributions.map(short);

describe('attributions', () => {
  test.each([
    ['The harbour master said the ferry had lost power.', ['said | The harbour master | the ferry had lost power']],
    ['Two nurses say that the clinic ran out of blood.', ['say | Two nurses | the clinic ran out of blood']],
    ['Police in Lagos said Tuesday that nine men had been charged.', ['said | Police in Lagos | nine men had been charged']],
    ['The ferry had lost power, the harbour master said.', ['said | the harbour master | The ferry had lost power']],
    ['The ferry had lost power, said Ada Obi, a spokeswoman for the port.', ['said | Ada Obi, a spokeswoman for the port | The ferry had lost power']],
    ['In a letter released Monday, the bishop denied any role in the sale.', ['denied | the bishop | any role in the sale']],
    ['The mayor, who was in Geneva, said the bridge would reopen.', ['said | The mayor | the bridge would reopen']],
    ['Ada Obi, the head of the port, warned that storms were near.', ['warned | Ada Obi, the head of the port | storms were near']],
    ['A captain (Ada Obi) told reporters that the crew was safe.', ['told | A captain (Ada Obi) | the crew was safe']],
    ['The envoy told state radio the border was calm.', ['told | The envoy | the border was calm']],
    ['Miners put the number of dead at 40.', ['put | Miners | the number of dead at 40']],
    ['The union accused the owners of hiding the leak.', ['accused | The union | the owners of hiding the leak']],
    ['Villagers blamed the flood on the dam.', ['blamed | Villagers | the flood on the dam']],
    ['The general called the raid a success.', ['called | The general | the raid a success']],
    ['Guards described the prisoner as calm.', ['described | Guards | the prisoner as calm']],
    ['Rebels vowed to keep fighting.', ['vowed | Rebels | to keep fighting']],
    ['The clinic says up to 30 nurses left.', ['says | The clinic | up to 30 nurses left']],
    ['Victims and their families say the sum is small.', ['say | Victims and their families | the sum is small']],
    ['If the dam breaks, the mayor said, the town is lost.', ['said | the mayor | the town is lost']],
    ['A report released Tuesday by a bank says rents fell.', ['says | A report released Tuesday by a bank | rents fell']],
    ['NATO-led troops say the road is open.', ['say | NATO-led troops | the road is open']],
    ['The mayor said on his website Saturday the dam was safe.', ['said | The mayor | the dam was safe']],
    ['The World Health Organization (WHO) says the water is clean.', ['says | The World Health Organization (WHO) | the water is clean']],
    ['The fund, which opened Monday, says rents fell.', ['says | The fund | rents fell']],
    ['Secretary Ada Obi Friday in Lagos said the port was safe.', ['said | Secretary Ada Obi | the port was safe']],
    ['Miners told reporters in Lagos the port was safe.', ['told | Miners | the port was safe']],
    ['The singer said in a statement she has overcome a lot.', ['said | The singer | she has overcome a lot']],
    ['The port, officials say, is closed.', ['say | officials | is closed']],
    ['A poll shows the party losing ground.', ['shows | A poll | the party losing ground']],
  ])('say-verbs: %s', (text, expected) => {
    expect(claims(text)).toEqual(expected);
  });

  test.each([
    ['According to the coast guard, two boats sank.', ['According to | the coast guard | two boats sank']],
    ['Two boats sank, according to the coast guard.', ['according to | the coast guard | Two boats sank']],
    ['Two boats sank. This is according to the coast guard, as reported by the Harbour Post.', ['according to | the coast guard | Two boats sank | via the Harbour Post']],
    ['The Harbour Post quoted the captain as saying the boats were old.', ['quoted ... as saying | the captain | the boats were old | via The Harbour Post']],
    ['The captain was quoted by state radio as saying that the boats were old.', ['quoted ... as saying | The captain | the boats were old | via state radio']],
    ['The minister cited a report that says the boats were old.', ['says | a report | the boats were old | via The minister']],
    ['The owners sank the boats, a charge denied by their lawyer.', ['denied | their lawyer | a charge']],
    ['Chad accused Niger of theft, a charge Niger denies.', ['accused | Chad | Niger of theft', 'denies | Niger | a charge']],
    ['The Harbour Post said Monday, citing two engineers, that the boats were old.', ['said | two engineers | the boats were old | via The Harbour Post']],
  ])('sources, chains and passives: %s', (text, expected) => {
    expect(claims(text)).toEqual(expected);
  });

  test.each([
    ['"We lost the harbour," the mayor said.', ['said | the mayor | We lost the harbour | direct']],
    ['"We lost the harbour," said the mayor. "It will take years."', ['said | the mayor | We lost the harbour | direct', 'said | the mayor | It will take years | direct']],
    ['The mayor said, "We lost the harbour."', ['said | The mayor | We lost the harbour | direct']],
    ['‘We lost the harbour,’ said the mayor’s aide.', ['said | the mayor’s aide | We lost the harbour | direct']],
    ['“We lost the harbour. We lost all,” the mayor said.', ['said | the mayor | We lost the harbour. We lost all | direct']],
    ['In a message to the crew, the mayor said: "We lost the harbour. We lost all."', ['said | the mayor | We lost the harbour. We lost all | direct']],
    ['"We lost it all," she said, adding that the harbour would close for a year.', ['said | she | We lost it all | direct', 'adding | she | the harbour would close for a year']],
    ['The mayor said the harbour was "a ruin" now.', ['said | The mayor | the harbour was "a ruin" now']],
    ['“We lost the harbour,” the mayor said.', ['said | the mayor | We lost the harbour | direct']],
    ['The mayor said the harbour is closed, noting that two piers had burned.', ['said | The mayor | the harbour is closed', 'noting | The mayor | two piers had burned']],
    ['The mayor said the harbour is closed and added that two piers had burned.', ['said | The mayor | the harbour is closed', 'added | The mayor | two piers had burned']],
    ['The mayor said the harbour is closed, but the union says it is open.', ['said | The mayor | the harbour is closed', 'says | the union | it is open']],
    ['The mayor said the harbour is closed, but he did not say why.', ['said | The mayor | the harbour is closed']],
    ['Chad and Niger each said the other had opened fire.', ['said | Chad | the other had opened fire', 'said | Niger | the other had opened fire']],
  ])('quotations and several claims: %s', (text, expected) => {
    expect(claims(text)).toEqual(expected);
  });

  test.each([
    ['The mayor called for calm.'], ['The mayor did not say when the harbour would open.'], ['The harbour is said to be safe.'], ['The crash claimed 40 lives.'], ['Insurance claims rose in May.'],
    ['The owners have been blamed for the leak.'], ['The mayor will announce a plan.'], ['The mayor praised the crew and urged them to rest.'], ['The protest highlighted old demands.'], ['The company added 200 jobs.'], ['The mayor told the crew to leave.'],
    ['The two reports are secret.'], ['He refused to confirm the sale.'], ['Alleged Ethiopian smugglers fled.'], ['They carried out promised reforms.'], ['The voice said to be hers was calm.'], ['Owners have refused to confirm or deny the sale.'], ['Shares fell on fears a drought is near.'],
  ])('no claim: %s', (text) => {
    expect(claims(text)).toEqual([]);
  });

  test.each([
    ['Ada Obi arrived in Lagos. She said the port was safe.', 'Ada Obi'],
    ['Admiral Ada Obi arrived. The admiral said the port was safe.', 'Ada Obi'],
    ['A spokesman for the Harbour Board, Ada Obi, said the port was safe.', 'Ada Obi'],
    ['The Harbour Board met. The board\'s lawyers left. The group said the port was safe.', 'Harbour Board'],
    ['Nigerian officials closed the port. Nigerian officials say it is safe.', 'Nigerian'],
    ['Nigerian lawmakers loyal to union leader Ada Obi said the port was safe.', 'Nigerian'],
    ['Lagos and the Harbour Board say the port is safe.', 'Lagos'],
    ['The Harbour Board met. Company officials say the port is safe.', 'Harbour Board'],
    ['Police in the Nigerian city of Lagos say the port is safe.', 'Lagos'],
    ["Lagos's governor said the port was safe. Governor Ada Obi left then.", 'Ada Obi'],
    ['Lagos issued a statement from the Harbour Board saying the port is safe.', 'Harbour Board'],
  ])('the speaker is found: %s', (text, entity) => {
    const doc = docOf(text, { 'Ada Obi': 'person', 'Harbour Board': 'organisation', Nigerian: 'group', Lagos: 'place' });
    expect(doc.attributions.map(({ sourceEntity }) => sourceEntity)).toEqual([entity]);
  });

  test.each([
    ['Nigerian officials say the port is shut. The officials said it was unsafe.'], ['Nigerian police say the port is shut. Police said it was unsafe.'], ['A Nigerian spokesman says the port is shut. The spokesman said it was unsafe.'],
  ])('the same noun is the same speaker: %s', (text) => {
    expect(docOf(text, { Nigerian: 'group' }).attributions.map(({ sourceEntity }) => sourceEntity)).toEqual(['Nigerian', 'Nigerian']);
  });

  test.each([
    ['Ada Obi said the port was safe.', 'person'], ['Harbour Board says the port is safe.', 'organisation'], ['Port officials say the port is safe.', 'official'], ['State media say the port is safe.', 'media'],
    ['The indictment says the port was sold.', 'document'], ['Witnesses say the port burned.', 'witness'], ['Critics say the port is lost.', 'unnamed'],
  ])('the kind of the source: %s', (text, kind) => {
    expect(docOf(text, { 'Ada Obi': 'person', 'Harbour Board': 'organisation' }).attributions.map(({ sourceKind }) => sourceKind)).toEqual([kind]);
  });

  test('every source and content slices back and says its rule', () => {
    const doc = docOf('"We lost it," said Ada Obi. The port, officials say, is closed. According to a report, it was sold in 2019.');
    expect(doc.attributions).toHaveLength(3);
    for (const { source, content, rule } of doc.attributions) {
      expect(doc.text.slice(source.start, source.end)).toBe(source.text);
      expect(doc.text.slice(content.start, content.end)).toBe(content.text);
      expect(rule).toMatch(/^attribution\//);
    }
  });
});

describe('quotes', () => {
  test('a quotation carries its speaker into the next quoted sentence, and no further', () => {
    const doc = docOf('"We lost it," said Ada Obi. "It was all we had." The port is old. "It is a sad and sorry day."', { 'Ada Obi': 'person' });
    expect(doc.quotes.map(({ text, speaker, speakerEntity }) => [text, speaker?.text, speakerEntity])).toEqual([
      ['We lost it,', 'Ada Obi', 'Ada Obi'], ['It was all we had.', 'Ada Obi', 'Ada Obi'], ['It is a sad and sorry day.', undefined, undefined],
    ]);
  });

  test('one word between marks is no quote', () => {
    expect(docOf('The "expert" left the room.').quotes).toEqual([]);
  });
});
