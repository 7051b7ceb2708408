import type { Condition, ConditionValue } from './condition.ts';
import type { FactColumn, Facts } from './define-report.ts';
import { dimensionNames, dimensions, type DimensionName } from './dimensions.ts';
import { unknownValue } from '../models/unknown-value.ts';

/** What a reader has chosen in the page. */
export interface FilterState {
  /** Values by dimension, without `day`. */
  readonly values: ReadonlyMap<DimensionName, readonly string[]>;
  /** Days, inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  readonly text: string;
}

export const noFilters: FilterState = { values: new Map(), from: null, to: null, text: '' };

/** A value of a log may be long: what the page offers must be taken. */
const longest = 5000;
const most = 100;
const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads the page's hash. It comes from anyone who can send a link: only known names are read, values
 * stay text, lengths are bounded, and what does not parse is no filter.
 */
export function parseHash(hash: string): FilterState {
  const values = new Map<DimensionName, string[]>();
  let from: string | null = null;
  let to: string | null = null;
  let text = '';
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, '').slice(0, 20_000))) {
    if (value === '' || value.length > longest) continue;
    if (key === 'from' || key === 'to') {
      if (!isDay(value)) continue;
      if (key === 'from') from = value;
      else to = value;
    } else if (key === 'text') text = value;
    else {
      const dimension = dimensionNames.find((name) => name === key && name !== 'day');
      if (dimension === undefined) continue;
      const own = values.get(dimension) ?? [];
      if (own.length < most && !own.includes(value)) values.set(dimension, [...own, value]);
    }
  }
  return { values, from, to, text };
}

function isDay(text: string): boolean {
  const ms = day.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The hash for a state; empty without filters. */
export function printHash(state: FilterState): string {
  const parts = new URLSearchParams();
  for (const dimension of dimensionNames) {
    for (const value of state.values.get(dimension) ?? []) parts.append(dimension, value);
  }
  if (state.from !== null) parts.append('from', state.from);
  if (state.to !== null) parts.append('to', state.to);
  if (state.text !== '') parts.append('text', state.text);
  return parts.toString();
}

/** One sentence a filter: `Domain: contoso.com or fabrikam.com`. */
export function filterWords(state: FilterState): string[] {
  const words: string[] = [];
  if (state.from !== null || state.to !== null) {
    const isEmpty = state.from !== null && state.to !== null && state.from > state.to;
    words.push(
      `Period: ${state.from ?? 'the beginning'} to ${state.to ?? 'the end'}${isEmpty ? ', which ends before it begins' : ''}`,
    );
  }
  for (const dimension of dimensionNames) {
    const values = state.values.get(dimension);
    if (values === undefined || values.length === 0) continue;
    const { title, kind } = dimensions[dimension];
    words.push(`${title}${kind === 'tree' ? ' under' : ''}: ${values.join(' or ')}`);
  }
  if (state.text !== '') words.push(`Text: “${state.text}”`);
  return words;
}

export type Shape = Pick<Facts, 'columns'>;

/** The column of these facts that answers a dimension. */
export function dimensionColumn(
  facts: Shape,
  dimension: DimensionName,
): readonly [string, FactColumn] | undefined {
  return Object.entries(facts.columns).find(([, column]) => column.dimension === dimension);
}

/**
 * The columns that free text is looked for in. In reports it mostly is a person or a device: of rows that do
 * not tell both, "nothing found" would read as "there is nothing".
 */
export function textColumns(facts: Shape): string[] {
  const isPlain = Object.values(facts.columns).every(({ dimension }) => dimension === undefined);
  const tells = (['user', 'device'] as const).every((one) => dimensionColumn(facts, one));
  if (!isPlain && !tells) return [];
  return Object.entries(facts.columns)
    .filter(([, column]) => column.type === 'string')
    .map(([name]) => name);
}

/** A filter that some rows cannot obey; `text` for free text. */
export type Unmet = DimensionName | 'text';

/** The filters of `state` that these facts cannot obey, as they have no such column. */
export function unmetBy(facts: Shape, state: FilterState): Unmet[] {
  const unmet: Unmet[] = [...state.values.keys()].filter(
    (dimension) => dimensionColumn(facts, dimension) === undefined,
  );
  const hasPeriod = state.from !== null || state.to !== null;
  if (hasPeriod && dimensionColumn(facts, 'day') === undefined) unmet.push('day');
  if (state.text !== '' && textColumns(facts).length === 0) unmet.push('text');
  return unmet;
}

/** The other filters of `state`. */
export function without(state: FilterState, unmet: readonly Unmet[]): FilterState {
  if (unmet.length === 0) return state;
  const values = new Map([...state.values].filter(([dimension]) => !unmet.includes(dimension)));
  return { ...state, values, text: unmet.includes('text') ? '' : state.text };
}

/** The filters that these facts obey, as one condition; undefined without any. */
export function conditionOf(facts: Shape, state: FilterState): Condition | undefined {
  const parts: Condition[] = [];
  for (const dimension of dimensionNames) {
    const found = dimensionColumn(facts, dimension);
    const values = state.values.get(dimension);
    if (found !== undefined && values !== undefined && values.length > 0) {
      parts.push(valuesCondition(dimension, found[0], found[1], values));
    }
  }
  const days = dimensionColumn(facts, 'day');
  if (days !== undefined && (state.from !== null || state.to !== null)) {
    parts.push({
      kind: 'range',
      column: days[0],
      ...(state.from === null ? {} : { from: state.from }),
      ...(state.to === null ? {} : { to: state.to }),
    });
  }
  const texts = textColumns(facts);
  if (state.text !== '' && texts.length > 0) {
    parts.push({ kind: 'text', columns: texts, text: state.text });
  }
  const [first] = parts;
  if (first === undefined) return undefined;
  return parts.length === 1 ? first : { kind: 'all', of: parts };
}

function valuesCondition(
  dimension: DimensionName,
  name: string,
  column: FactColumn,
  values: readonly string[],
): Condition {
  const { kind } = dimensions[dimension];
  const parts: Condition[] = [];
  const plain: ConditionValue[] = [];
  for (const value of values) {
    const hundred = kind === 'status' ? /^([1-9])xx$/i.exec(value)?.[1] : undefined;
    if (value === unknownValue) plain.push(null);
    else if (hundred !== undefined && column.type === 'integer') {
      const from = Number(hundred) * 100;
      parts.push({ kind: 'range', column: name, from, to: from + 99 });
    } else if (kind === 'tree') parts.push({ kind: 'under', column: name, path: value });
    else if (column.type === 'integer') {
      // What is no number is no value of the column: it must match nothing, not everything.
      if (/^-?\d{1,15}$/.test(value)) plain.push(Number(value));
    } else plain.push(value);
  }
  if (plain.length > 0 || parts.length === 0)
    parts.push({ kind: 'in', column: name, values: plain });
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { kind: 'any', of: parts };
}
