import type { Value } from '../../duckdb/values.ts';
import type { OutputColumn } from './output.ts';
import { formatMoment, parseMoment } from './timestamp-format.ts';

export type CellText = (value: Value) => string | null;

const plain = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?|^\d\d:\d\d:\d\d/;

/** A REAL as Log Parser prints it: six decimals, never an exponent. */
function realText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Math.abs(value) < 1e21 ? value.toFixed(6) : `${BigInt(value)}.000000`;
}

/** A value as plain text; lists and structures as JSON. */
export function plainText(value: Value): string {
  if (typeof value === 'object' && value !== null) {
    return JSON.stringify(value, (_, item: unknown) =>
      typeof item === 'bigint' ? item.toString() : item,
    );
  }
  return String(value);
}

/** How the values of a column are written; null stays null. */
export function cellText(column: OutputColumn, timestampFormat: string): CellText {
  switch (column.type) {
    case 'REAL':
      return (value) =>
        value === null ? null : realText(typeof value === 'number' ? value : Number(value));
    case 'TIMESTAMP':
      return (value) => (value === null ? null : timestampText(plainText(value), timestampFormat));
    default:
      return (value) => (value === null ? null : plainText(value));
  }
}

function timestampText(text: string, format: string): string {
  if (format === 'yyyy-MM-dd hh:mm:ss' && !text.includes('(BC)')) {
    const match = plain.exec(text);
    if (match !== null) return match[0];
  }
  const moment = parseMoment(text);
  return moment === undefined ? text : formatMoment(moment, format);
}

export function cellTexts(
  columns: readonly OutputColumn[],
  timestampFormat = 'yyyy-MM-dd hh:mm:ss',
): (row: readonly Value[]) => (string | null)[] {
  const texts = columns.map((column) => cellText(column, timestampFormat));
  return (row) => texts.map((text, i) => text(row[i] ?? null));
}
