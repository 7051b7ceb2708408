import { isNumeric, unitBeside } from './cell-text.ts';
import type { SectionColumn } from './section-sql.ts';

type Part = Readonly<Record<string, unknown>>;
type Titled = Pick<SectionColumn, 'title' | 'type' | 'unit'>;

/** `Heartbeat asked for (s)`; null along a vertical axis of names, which say themselves what they are. */
export function axisTitle(encoding: Part, channel: string, column: Titled): string | null {
  const isNames = encoding['type'] === 'nominal' || encoding['type'] === 'ordinal';
  if (channel === 'y' && isNames && !isNumeric(column)) return null;
  const unit = unitBeside(column);
  return unit === '' ? column.title : `${column.title} (${unit})`;
}

/** What every axis and legend of such values has, unless the report says otherwise. */
export function guideDefaults(encoding: Part, channel: string, { type }: Titled): Part {
  const isAxis = channel === 'x' || channel === 'y';
  // What is nominal is no number, but a code such as that of an event.
  const isNumber = type === 'integer' && encoding['type'] !== 'nominal';
  if (!isNumber || 'aggregate' in encoding || 'bin' in encoding) return {};
  // Of what is counted there are no halves.
  const isMeasured = isAxis && encoding['type'] === 'quantitative';
  return { format: ',d', ...(isMeasured ? { tickMinStep: 1 } : {}) };
}
