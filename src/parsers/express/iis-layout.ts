import type { LineSchema } from '../format.ts';
import type { ExpressOptions } from './express-reader.ts';
import { serverFields, type FieldPlaces } from './iis-line.ts';
import { isMobileFlag, isWebFlag } from './remembered-values.ts';

/** Lists of `kernel/layout.ts` have room for so many places. */
const mostKeyFields = 16;

type NumberField = readonly [field: string, column: string];
/** Fields that are numbers of up to 9 digits, and of up to 15, with their columns. */
export const smallFields: readonly NumberField[] = [
  ['sc-status', 'status'],
  ['sc-substatus', 'substatus'],
];
export const largeFields: readonly NumberField[] = [
  ['sc-win32-status', 'win32_status'],
  ['sc-bytes', 'bytes_sent'],
  ['cs-bytes', 'bytes_received'],
  ['time-taken', 'time_taken_ms'],
];

export interface LineLayout {
  readonly schema: LineSchema;
  readonly places: FieldPlaces;
  readonly options: ExpressOptions;
  /** Fields that go into the keys, and those that are texts of the facts as they stand in the line. */
  readonly endpoints: readonly number[];
  readonly origins: readonly number[];
  readonly texts: readonly number[];
}

/** The words of `kernel/layout.ts`, in its order. */
export function layoutWords(layout: LineLayout): number[] {
  const { schema, places, options, endpoints, origins, texts } = layout;
  const { date, stem, query, user, agent, of } = places;
  const { traffic, fileId } = options;
  const wanted = traffic === 'all' ? 0 : traffic === 'web' ? isWebFlag : isMobileFlag;
  return [
    ...[schema.values, date, stem, query, user, agent, hasLead(schema, places) ? 1 : 0],
    ...[wanted, fileId, schemaNumber(schema.key)],
    ...[...smallFields, ...largeFields].map(([field]) => of(field)),
    ...listOf(endpoints),
    ...listOf(origins),
    ...[texts.length, ...texts],
  ];
}

function listOf(list: readonly number[]): number[] {
  if (list.length > mostKeyFields) throw new Error('the kernel has no room for these fields');
  const empty = new Array<number>(mostKeyFields - list.length).fill(-1);
  return [list.length, ...list, ...empty];
}

/** Whether all that stands between the time and the query is of the server's side. */
function hasLead(schema: LineSchema, { date, stem, query }: FieldPlaces): boolean {
  const between = schema.columns.filter(({ from }) => from > 2 && from <= query);
  return (
    date === 0 &&
    stem > 1 &&
    stem < query &&
    between.every(({ column }) => serverFields.includes(column))
  );
}

const schemaNumbers = new Map<string, number>();

/** Stands for the names of the fields. */
function schemaNumber(key: string): number {
  const number = schemaNumbers.get(key) ?? schemaNumbers.size + 1;
  schemaNumbers.set(key, number);
  return number;
}
