import { Failure } from '@wiredesk/contracts';
import { KEY_NAMES, spelt, STATUSES, type Condition, type FigureCondition, type Filter, type KeyName, type Status } from './filter.js';
import { FILTER_PARAMETERS, parameterOf, type FilterName } from './filter-parameters.js';

type Raw = Readonly<Record<string, unknown>>;
/** Checked values by name, those to have and those not to have. */
interface Said {
  readonly have: ReadonlyMap<FilterName, readonly (string | number)[]>;
  readonly not: ReadonlyMap<FilterName, readonly (string | number)[]>;
}

const MAX_VALUES = 20;
const FIGURE_NAMES = ['unit', 'event', 'kind'] as const;

/** Whether a query parameter belongs to the filter language, said as `name` or `-name`. */
export const isFilterParameter = (name: string): boolean => parameterOf(name.replace(/^-/, '')) !== undefined;

/** Reads a filter from query parameters. Throws `bad-request`, naming every parameter that cannot be read: a misspelt one would answer another question. */
export function parseFilter(query: Raw): Filter {
  const problems: string[] = [];
  const have = new Map<FilterName, (string | number)[]>();
  const not = new Map<FilterName, (string | number)[]>();
  for (const [given, value] of Object.entries(query)) {
    if (value === '' || value === undefined) continue;
    const name = given.replace(/^-/, '');
    const values = checked(given, value, problems);
    if (values !== undefined) (given === name ? have : not).set(name as FilterName, values);
  }
  if (problems.length > 0) throw new Failure('bad-request', `${problems.join('; ')}; a filter has ${Object.keys(FILTER_PARAMETERS).join(', ')}, and -name to shut out`);
  return filterOf({ have, not });
}

function checked(given: string, value: unknown, problems: string[]): (string | number)[] | undefined {
  const negated = given.startsWith('-');
  const parameter = parameterOf(negated ? given.slice(1) : given);
  if (parameter === undefined) problems.push(`${given}: unknown`);
  else if (negated && parameter.negatable !== true) problems.push(`${given}: cannot be shut out`);
  else return valuesOf(parameter, { given, values: [value].flat(), problems });
  return undefined;
}

function valuesOf(parameter: NonNullable<ReturnType<typeof parameterOf>>, { given, values, problems }: { given: string; values: unknown[]; problems: string[] }): (string | number)[] | undefined {
  if (values.length > (parameter.repeatable === true ? MAX_VALUES : 1)) {
    problems.push(`${given}: at most ${parameter.repeatable === true ? MAX_VALUES : 1} expected`);
    return undefined;
  }
  const read = values.map((value) => parameter.value.safeParse(value));
  const wrong = read.find(({ success }) => !success);
  if (wrong !== undefined) problems.push(`${given}: ${wrong.error?.issues[0]?.message ?? 'cannot be read'}`);
  return wrong === undefined ? read.flatMap(({ data }) => (data === undefined ? [] : [data])) : undefined;
}

function filterOf({ have, not }: Said): Filter {
  const statuses = statusesOf(have.get('status'), not.get('status'));
  const conditions = [...keyConditions({ have, not }), ...wordConditions(have, false), ...wordConditions(not, true), ...timeConditions(have), ...figureCondition(have)];
  return statuses === undefined ? { conditions } : { conditions, statuses };
}

function statusesOf(have: readonly unknown[] | undefined, not: readonly unknown[] | undefined): Status[] | undefined {
  if (have === undefined && not === undefined) return undefined;
  return STATUSES.filter((status) => (have?.includes(status) ?? true) && not?.includes(status) !== true);
}

function keyConditions({ have, not }: Said): Condition[] {
  const ofFigures: readonly string[] = FIGURE_NAMES;
  return [[have, false], [not, true]].flatMap(([said, negated]) => KEY_NAMES.flatMap((key): Condition[] => {
    const values = (said as Said['have']).get(key);
    // What one figure must be is one condition; what no figure may be is one each.
    if (values === undefined || (negated === false && ofFigures.includes(key))) return [];
    return [{ on: 'key', key, values: values.map((value) => spelt(key, String(value))), not: negated as boolean }];
  }));
}

function wordConditions(said: Said['have'], not: boolean): Condition[] {
  const of = (on: 'words' | 'likeness' | 'story', name: FilterName): Condition[] => {
    const values = said.get(name)?.map(String);
    return values === undefined ? [] : [{ on, values, not }];
  };
  return [...of('story', 'storyId'), ...of('words', 'q'), ...of('likeness', 'name')];
}

function timeConditions(have: Said['have']): Condition[] {
  const bounds = (of: 'change' | 'version', [from, to]: readonly [FilterName, FilterName]): Condition[] => {
    const [since, until] = [have.get(from)?.[0], have.get(to)?.[0]];
    if (since === undefined && until === undefined) return [];
    return [{ on: 'time', of, ...(since === undefined ? {} : { since: String(since) }), ...(until === undefined ? {} : { until: String(until) }) }];
  };
  return [...bounds('change', ['since', 'until']), ...bounds('version', ['versionSince', 'versionUntil'])];
}

function figureCondition(have: Said['have']): Condition[] {
  const lists = FIGURE_NAMES.flatMap((name) => {
    const values = have.get(name)?.map((value) => spelt(name satisfies KeyName, String(value)));
    return values === undefined ? [] : [[name, values] as const];
  });
  const bounds = (['gte', 'lte'] as const).flatMap((name) => (have.has(name) ? [[name, Number(have.get(name)?.[0])] as const] : []));
  const condition = Object.fromEntries([...lists, ...bounds]) as FigureCondition;
  return Object.keys(condition).length === 0 ? [] : [{ on: 'figure', ...condition }];
}
