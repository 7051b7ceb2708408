import { RefusedFile, type FileFacts, type FramedRecord } from '../format.ts';
import { csvRecords, delimiterOf, headerNames, isPreamble, type CsvRecord } from './csv-records.ts';
import { orderShown, parseDate, type DateOrder } from './culture-dates.ts';

/** What a CSV export is read for. Names of columns are compared in lower case. */
export interface ExportShape {
  /** Each value wanted, with the headers it may stand under, in the order of the values. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Those of `columns` that are times of a culture. */
  readonly times: readonly string[];
  /** Headers whose values are never kept, not even among the extra columns. */
  readonly secrets: readonly string[];
  /** Values made of others: appended to those of `columns`, before the extra columns. */
  derive(row: ExportRow): readonly (string | null)[];
}

export interface ExportRow {
  /** The value of one of `columns`. */
  readonly value: (column: string) => string | null;
  /** Whether a secret (lower case) has a value here; undefined where the export lacks the column. */
  readonly isGiven: (secret: string) => boolean | undefined;
}

type Cells = Extract<FramedRecord, { values: unknown }>['values'];

/**
 * The rows of a PowerShell or directory export: values in the order of the shape, times as
 * `2024-05-01 07:00:00`, and at the end all other columns as a JSON object.
 */
export async function* exportRecords(
  lines: AsyncIterable<string>,
  facts: FileFacts,
  shape: ExportShape,
): AsyncIterable<FramedRecord> {
  const reader = lines[Symbol.asyncIterator]();
  let lineNo = 0;
  let header: string | undefined;
  while (header === undefined) {
    const next = await reader.next();
    if (next.done === true) return;
    lineNo += 1;
    if (next.value.trim() === '') continue;
    yield { lineNo, lines: 1, directive: true };
    if (!isPreamble(next.value)) header = next.value;
  }
  const layout = layoutOf(header, shape);
  const rest = { [Symbol.asyncIterator]: () => reader };
  const records = csvRecords(rest, delimiterOf(header), lineNo + 1);
  for await (const { record, order } of withOrder(records, layout, facts)) {
    const row = rowOf(record, order, layout, shape);
    if (row !== undefined) yield row;
  }
}

interface Layout {
  readonly names: readonly string[];
  /** Where each wanted value stands; -1 where the export lacks it. */
  readonly places: Readonly<Record<string, number>>;
  readonly timePlaces: readonly number[];
  readonly extraPlaces: readonly number[];
  /** Where secrets stand; a name may stand more than once. */
  readonly secretPlaces: readonly (readonly [secret: string, place: number])[];
}

function layoutOf(header: string, shape: ExportShape): Layout {
  const names = headerNames(header);
  const lower = names.map((name) => name.toLowerCase());
  const placeOf = (headers: readonly string[]): number =>
    headers.map((name) => lower.indexOf(name)).find((place) => place >= 0) ?? -1;
  const places = Object.fromEntries(
    Object.entries(shape.columns).map(([column, headers]) => [column, placeOf(headers)]),
  );
  const used = new Set(Object.values(places));
  const isSecret = (i: number): boolean => shape.secrets.includes(lower[i] ?? '');
  return {
    names,
    places,
    timePlaces: shape.times.map((column) => places[column] ?? -1).filter((place) => place >= 0),
    extraPlaces: [...names.keys()].filter((i) => !used.has(i) && !isSecret(i)),
    secretPlaces: [...names.keys()].filter(isSecret).map((i) => [lower[i] ?? '', i] as const),
  };
}

/**
 * Each record with the order of day and month, which the file's own dates show. Until one does,
 * records wait: a file whose dates could all be read both ways is refused.
 */
async function* withOrder(
  records: AsyncIterable<CsvRecord>,
  layout: Layout,
  facts: FileFacts,
): AsyncIterable<{ readonly record: CsvRecord; readonly order: DateOrder }> {
  let order: DateOrder | undefined = facts.dates;
  let waiting: CsvRecord[] = [];
  let openDate: string | undefined;
  for await (const record of records) {
    if (order === undefined) {
      waiting.push(record);
      for (const place of layout.timePlaces) {
        const text = record.cells[place] ?? '';
        const shown = text === '' ? 'any' : orderShown(text);
        if (shown === undefined) openDate ??= text;
        else if (shown !== 'any') order ??= shown;
      }
      if (order === undefined) continue;
      for (const earlier of waiting) yield { record: earlier, order };
      waiting = [];
    } else {
      yield { record, order };
    }
  }
  if (openDate !== undefined && order === undefined) {
    throw new RefusedFile(
      'ambiguous-dates',
      `its dates can be read day first or month first (${openDate})`,
      { hint: 'say which: --dates dmy or --dates mdy' },
    );
  }
  for (const record of waiting) yield { record, order: 'iso' };
}

function rowOf(
  record: CsvRecord,
  order: DateOrder,
  layout: Layout,
  shape: ExportShape,
): FramedRecord | undefined {
  const { lineNo, lines, cells } = record;
  const at = { lineNo, lines };
  if (cells.length === 1 && cells[0]?.trim() === '') return undefined;
  if (record.problem !== undefined) {
    return { ...at, reason: 'unclosed-quote', detail: 'a quoted value has no end', text: '' };
  }
  // Exports that were put one behind another.
  if (cells.length === 1 && isPreamble(cells[0] ?? '')) return { ...at, directive: true };
  if (cells.length !== layout.names.length) {
    const detail = `${cells.length} values for ${layout.names.length} columns`;
    return { ...at, reason: 'field-count', detail, ...redacted(cells, layout) };
  }
  if (cells.every((cell, i) => cell.trim() === layout.names[i])) return { ...at, directive: true };
  const value = (column: string): string | null => {
    const text = (cells[layout.places[column] ?? -1] ?? '').trim();
    return text === '' || text === '$null' ? null : text;
  };
  const values: (string | null)[] = [];
  for (const column of Object.keys(shape.columns)) {
    const text = value(column);
    if (text === null || !shape.times.includes(column) || isNever(text)) {
      values.push(text !== null && shape.times.includes(column) ? null : text);
      continue;
    }
    const time = parseDate(text, order);
    if (time === undefined) {
      const detail = `${column}: no time in the order ${order}: ${text}`;
      return { ...at, reason: 'bad-time', detail, ...redacted(cells, layout) };
    }
    values.push(time);
  }
  const isGiven = (secret: string): boolean | undefined => {
    const places = layout.secretPlaces.filter(([name]) => name === secret);
    if (places.length === 0) return undefined;
    return places.some(([, place]) => (cells[place] ?? '').trim() !== '');
  };
  const derived = shape.derive({ value, isGiven });
  return { ...at, values: [...values, ...derived, extraOf(cells, layout)] };
}

/** .NET's DateTime.MinValue: there is none. */
function isNever(text: string): boolean {
  return /^(?:0001-0?1-0?1|0?1[-/.]0?1[-/.]0001)/.test(text);
}

function extraOf(cells: Cells, layout: Layout): string | null {
  const entries = layout.extraPlaces.flatMap((place) => {
    const text = (cells[place] ?? '').trim();
    return text === '' ? [] : [[layout.names[place] ?? '', text] as const];
  });
  return entries.length === 0 ? null : JSON.stringify(Object.fromEntries(entries));
}

/** A bad record's text without secrets; nothing of it where nobody can say which cell is one. */
function redacted(cells: readonly string[], layout: Layout): { readonly text?: string } {
  const secrets = layout.secretPlaces.map(([, place]) => place);
  if (secrets.length === 0) return {};
  if (cells.length !== layout.names.length) return { text: '' };
  const kept = cells.map((cell, i) => (secrets.includes(i) ? '' : cell));
  return { text: kept.join(',') };
}
