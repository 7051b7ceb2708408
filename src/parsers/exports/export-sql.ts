import type { FileFacts, PhysicalColumn } from '../format.ts';
import { literal } from '../eas/sql-parts.ts';

/** Physical columns of an export, all text, in the order of its values. */
export function exportColumns(names: readonly string[]): readonly PhysicalColumn[] {
  return names.map((column, i) => ({ column, from: i + 1, type: 'VARCHAR' }));
}

/** The extra columns of `exportRecords` as a map. */
export const extraSql = `cast(cast("extra" as json) as map(varchar, varchar))`;

/**
 * The time of which an export speaks (docs/definitions.md, "Exports"): as given, else the newest inside, else
 * the file's own. A time in the future, such as 9999 for never, does not count; clocks may be a zone apart.
 */
export function asOfSql(facts: FileFacts, times: readonly string[]): string {
  const timeSql = (time: string | undefined): string =>
    time === undefined ? 'null::timestamp' : `${literal(time)}::timestamp`;
  if (facts.asOf !== undefined) return timeSql(facts.asOf);
  if (times.length === 0) return timeSql(facts.modifiedAt);
  const told = times.map(
    (time) =>
      `case when "${time}"::timestamp <= now()::timestamp + to_days(1) then "${time}"::timestamp end`,
  );
  const newest = `max(greatest(${told.join(', ')})) over ()`;
  return `coalesce(${newest}, ${timeSql(facts.modifiedAt)})`;
}
