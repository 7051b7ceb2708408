import type { FactColumn, Facts } from './define-report.ts';
import { columnSql, factSql, identifierSql } from './sql-fragments.ts';

type Columns = Facts['columns'];

/** A column of facts that is looked up. */
export interface LookedUpColumn {
  readonly id: string;
  readonly column: FactColumn;
  /** SQL of its values, in their type. */
  readonly value: string;
}

/** What is found by the same number in the same place. */
export interface LookupGroup {
  readonly by: string;
  readonly from: string | undefined;
  readonly columns: readonly LookedUpColumn[];
}

/** What facts look up; what several look up alike stands once. */
export function lookupGroups(all: readonly Columns[]): LookupGroup[] {
  const groups = new Map<string, LookupGroup & { columns: LookedUpColumn[] }>();
  for (const [id, column] of all.flatMap((columns) => Object.entries(columns))) {
    const { lookup, type } = column;
    if (lookup === undefined) continue;
    const { by, from } = lookup;
    const place = JSON.stringify([by, from]);
    const group = groups.get(place) ?? { by, from, columns: [] };
    groups.set(place, group);
    const one = { id, column, value: columnSql(lookup.value, type) };
    if (!group.columns.some((other) => isAlike(other, one))) group.columns.push(one);
  }
  return [...groups.values()];
}

/** Alike where values and their order are. */
export function isAlike(one: LookedUpColumn, other: LookedUpColumn): boolean {
  return (
    one.id === other.id &&
    one.value === other.value &&
    JSON.stringify(one.column.order) === JSON.stringify(other.column.order)
  );
}

/** The columns declared, of a SELECT that gives numbers for those that are looked up; with `numbers` also these. */
export function lookedUp(columns: Columns, select: string, numbers = false): string {
  const groups = lookupGroups([columns]);
  if (groups.length === 0) return select;
  const selected = Object.entries(columns).map(([id, { lookup }]) => {
    if (lookup === undefined) return `numbered.${identifierSql(id)}`;
    const { by, from, value } = lookup;
    if (from !== undefined) return `${from}.${identifierSql(id)}`;
    return `case when ${by} is not null then ${value} end as ${identifierSql(id)}`;
  });
  const further = numbers ? hiddenNumbers(columns).map((by) => `numbered.${by}`) : [];
  const joins = groups.flatMap(({ by, from, columns: own }) => {
    const values = own.map(
      ({ id, column }) => `${column.lookup?.value ?? ''} as ${identifierSql(id)}`,
    );
    const found = `(\n  select ${[by, ...values].join(', ')}\n  from ${from ?? ''}\n)`;
    return from === undefined ? [] : [`\nleft join ${found} as ${from} using (${by})`];
  });
  return `select\n  ${[...selected, ...further].join(',\n  ')}\nfrom (\n${select}\n) as numbered${joins.join('')}`;
}

/** What the SELECT of facts gives, each in its type: what is not looked up, and numbers. */
export function numberColumns(columns: Columns): string[] {
  const own = Object.entries(columns).flatMap(([id, { lookup, type }]) =>
    lookup === undefined ? [`${factSql(identifierSql(id), type)} as ${identifierSql(id)}`] : [],
  );
  return [...own, ...hiddenNumbers(columns)];
}

/** Numbers that are no columns of the facts. */
function hiddenNumbers(columns: Columns): string[] {
  const numbers = lookupGroups([columns]).map(({ by }) => by);
  return [...new Set(numbers)].filter((by) => columns[by] === undefined);
}
