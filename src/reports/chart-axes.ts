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
  if (isAxis && encoding['type'] === 'temporal') return timeAxis(encoding, channel);
  if (channel === 'x' && encoding['type'] === 'nominal') return slantedNames(channel);
  // What is nominal is no number, but a code such as that of an event.
  const isNumber = type === 'integer' && encoding['type'] !== 'nominal';
  if (!isNumber || 'aggregate' in encoding || 'bin' in encoding) return {};
  // Of what is counted there are no halves.
  const isMeasured = isAxis && encoding['type'] === 'quantitative';
  return { format: ',d', ...(isMeasured ? { tickMinStep: 1 } : {}) };
}

/** The mark of a chart of days: bars with gaps, without where so many days leave no room for any. */
export function dayMark(mark: unknown, encoding: Part): unknown {
  if (mark !== 'bar' || !isDays(encoding['x'])) return mark;
  const day = dayWidth('x');
  return { type: mark, width: { expr: `${day} < 5 ? ${day} + 1 : 0.72 * ${day}` } };
}

/** Names stand aslant where there is no room for all of them side by side. */
function slantedNames(channel: string): Part {
  const isTight = `8.5 * length(join(domain('${channel}'), ' ')) > width`;
  return {
    labelAngle: { expr: `${isTight} ? -45 : 0` },
    labelAlign: { expr: `${isTight} ? 'right' : 'center'` },
  };
}

function timeAxis(encoding: Part, channel: string): Part {
  const days = isDays(encoding);
  const text = days ? `utcFormat(datum.value, '%-d %b')` : 'datum.label';
  const ends = [`domain('${channel}')[0]`, `peek(domain('${channel}')) - 1`];
  const [from, to] = ends.map((end) => `utcyear(${end})`);
  const year = `utcFormat(datum.value, '%Y')`;
  // On the first of January the label itself is the year.
  const dated = `[${text} === ${year} ? utcFormat(datum.value, '%b') : ${text}, ${year}]`;
  return {
    labelExpr: `${from} === ${to} ? ${text} : ${dated}`,
    ...(days ? dayTicks(channel) : {}),
  };
}

/** Names stand under the middle of their days, and never more often than daily. */
function dayTicks(channel: string): Part {
  const day = dayWidth(channel);
  return {
    tickCount: { expr: `width / ${day} < 7 ? 'day' : clamp(floor(width / 90), 2, 8)` },
    labelOffset: { expr: `${day} / 2` },
    labelBound: true,
    labelFlush: false,
    grid: false,
  };
}

function isDays(encoding: unknown): boolean {
  const { timeUnit, type } = encoding as Part;
  return timeUnit === 'utcyearmonthdate' && type === 'temporal';
}

/** How wide a day is drawn. */
function dayWidth(channel: string): string {
  return `(scale('${channel}', 86400000) - scale('${channel}', 0))`;
}
