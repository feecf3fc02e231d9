import type { PlaceKind } from '@wiredesk/contracts';
import { isUpperAt } from './characters.js';
import type { Entry } from './gazetteer.js';

type Listed = Omit<Entry, 'acronym' | 'capital'>;

/** How a list is read: its rows are lines of the form `!name|field|field`; the mark says that the name is also another thing. */
interface Row {
  readonly name: string;
  readonly ambiguous: boolean;
  readonly fields: readonly string[];
}

export type ReadRow = (row: Row) => Listed;

const optional = <Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } => (value === undefined || value === '' ? {} : ({ [key]: value } as { [K in Key]?: string }));

const isAcronym = (name: string): boolean => name.length <= 6 && name === name.toUpperCase() && name[0] !== name[0]?.toLowerCase();

export const country: ReadRow = ({ name, ambiguous, fields: [code] }) =>
  ({ list: 'country', type: 'place', kind: code?.startsWith('GB-') === true ? 'region' : 'country', name, ambiguous, ...optional('link', code) });

export const foreignCountry: ReadRow = ({ name, fields: [code] }) => ({ list: 'country', type: 'place', kind: 'country', name, ambiguous: false, ...optional('link', code) });

export const demonym: ReadRow = ({ name, ambiguous, fields: [canonical, code] }) =>
  ({ list: 'demonym', type: 'group', name, ambiguous, ...optional('canonical', canonical), ...optional('link', code) });

export const region: ReadRow = ({ name, ambiguous, fields: [code, mark] }) =>
  ({ list: 'region', type: 'place', kind: 'region', name, ambiguous, ...optional('link', code), ...optional('country', code?.slice(0, 2)), ...(mark === 'm' ? { minor: true } : {}) });

export const area: ReadRow = ({ name, ambiguous, fields: [kind, code] }) =>
  ({ list: 'area', type: 'place', kind: (kind ?? 'area') as PlaceKind, name, ambiguous, ...optional('country', code) });

export const organisation: ReadRow = ({ name, ambiguous, fields: [canonical, code] }) =>
  ({ list: 'organisation', type: 'organisation', name, ambiguous, ...optional('canonical', canonical), ...optional('country', code) });

export const work: ReadRow = ({ name, ambiguous, fields: [kind] }) => ({ list: 'work', type: kind === 'event' ? 'event' : 'other', name, ambiguous });

export const city: ReadRow = ({ name, fields: [code, state, population, id, capital] }) => ({
  list: 'city', type: 'place', kind: 'city', name, ambiguous: capital !== 'c', population: Number(population), geonamesId: Number(id), isCapital: capital === 'c',
  ...optional('country', code), ...optional('region', state === '' ? '' : `US-${state ?? ''}`),
});

/** The entry that a line stands for. */
export const entryOf = (line: string, read: ReadRow): Entry => {
  const [marked = '', ...fields] = line.split('|');
  const ambiguous = marked.startsWith('!');
  const name = ambiguous ? marked.slice(1) : marked;
  return { ...read({ name, ambiguous, fields }), acronym: isAcronym(name), capital: isUpperAt(name, name.lastIndexOf(' ') + 1) };
};
