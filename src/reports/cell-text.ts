import { microsNumber, type Cell } from './columns.ts';
import type { SectionColumn } from './section-sql.ts';
import { escapeValue } from '../support/terminal.ts';
import { wallClock } from '../support/zone.ts';
import { utcText } from '../support/utc-text.ts';
import { unknownValue } from '../models/unknown-value.ts';

type Shown = Pick<SectionColumn, 'type' | 'format' | 'dimension' | 'unit'>;

const integers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const hundredths = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** A value as pages and tables show it; times on the clocks of `zone`, unknown as a dash. */
export function cellText(cell: Cell, column: Shown, zone: string): string {
  if (cell === null) return column.dimension === undefined ? '–' : unknownValue;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number') return numberText(cell, column);
  if (typeof cell === 'string') {
    if (column.type === 'timestamp') return shownTime(cell, zone);
    return cell === '' ? '(empty)' : escapeValue(cell);
  }
  return cell.map((item) => escapeValue(item)).join(', ');
}

/** A text longer than this may break into lines; shorter ones, names and versions, stay whole. */
const longText = 36;

function numberText(value: number, column: Shown): string {
  if (column.format === 'percent') return `${(value * 100).toFixed(1)} %`;
  if (column.format === 'bytes') return bytesText(value);
  if (column.format === 'plain')
    return column.type === 'integer' ? String(value) : value.toFixed(6);
  if (column.type === 'integer') return integers.format(value);
  // What is measured (ms, s) has one decimal; a quotient of counts may be small.
  const isSmall = column.unit === undefined && Math.abs(value) < 100;
  return (isSmall ? hundredths : tenths).format(value);
}

const scales = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

function bytesText(value: number): string {
  let scaled = value;
  let scale = 0;
  while (scaled >= 999.95 && scale < scales.length - 1) {
    scaled /= 1000;
    scale += 1;
  }
  const digits = scale === 0 || scaled >= 99.95 ? 0 : 1;
  return `${scaled.toFixed(digits)} ${scales[scale] ?? ''}`;
}

/** A UTC timestamp as the clocks of `zone` show it, to the second. */
export function shownTime(utc: string, zone: string): string {
  const shown = wallClock(Math.floor(microsNumber(utc) / 1000), zone);
  return utcText(new Date(shown));
}

/** The same to the minute. */
export function shownMinute(utc: string, zone: string): string {
  return shownTime(utc, zone).slice(0, 16);
}

/** The unit to say beside a column's title; empty where the title says it, as that of Days since does. */
export function unitBeside({ title, unit }: Pick<SectionColumn, 'title' | 'unit'>): string {
  if (unit === undefined) return '';
  return title.toLowerCase().split(' ').includes(unit.toLowerCase()) ? '' : unit;
}

/** True where values stand right-aligned. */
export function isNumeric(column: Shown): boolean {
  return column.type === 'integer' || column.type === 'number';
}

/** The style class of a cell: numbers stand right, only long texts break into lines. */
export function cellLook(column: Shown, text = ''): 'n' | 't' | 'w' | '' {
  if (isNumeric(column)) return 'n';
  if (column.type === 'date' || column.type === 'timestamp') return 't';
  return text.length > longText ? 'w' : '';
}

export function countText(count: number): string {
  return integers.format(count);
}
