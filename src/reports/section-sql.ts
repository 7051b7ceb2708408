import type { Condition } from './condition.ts';
import { quotedString } from '../duckdb/sql-text.ts';
import type {
  FactColumn,
  Facts,
  GroupsSection,
  MeasureColumn,
  Section,
  SortKey,
} from './define-report.ts';
import type { DimensionName } from './dimensions.ts';
import { MeasureCompiler } from './measure-sql.ts';
import { conditionSql, identifierSql, orderKeys } from './sql-fragments.ts';

type Columns = Readonly<Record<string, FactColumn>>;

/** A column of a section's result. */
export interface SectionColumn {
  readonly name: string;
  readonly title: string;
  readonly type: FactColumn['type'];
  readonly doc: string;
  readonly unit?: string;
  /** `plain`: numbers as the query gave them, a REAL with six digits behind the point. */
  readonly format?: 'percent' | 'bytes' | 'plain';
  /** The filter it answers: unknown values are called so. */
  readonly dimension?: DimensionName;
}

/** The columns of a section's rows, in their order. */
export function sectionColumns(section: Section): SectionColumn[] {
  const columns = section.facts.columns;
  const names = section.kind === 'rows' ? (section.columns ?? Object.keys(columns)) : section.by;
  const own = names.map((column) => factColumn(column, columnOf(columns, column)));
  if (section.kind === 'rows') return own;
  return [...own, ...measureColumns(section.measures, columns)];
}

function measureColumns(
  measures: Readonly<Record<string, MeasureColumn>>,
  columns: Columns,
): SectionColumn[] {
  return Object.entries(measures).map(([id, column]) => ({
    name: id,
    title: column.title ?? titleOf(id),
    type: measureType(column, columns),
    doc: column.doc,
    ...(column.unit === undefined ? {} : { unit: column.unit }),
    ...(column.format === undefined ? {} : { format: column.format }),
  }));
}

/** The type of a measure's values. */
export function measureType({ measure }: MeasureColumn, columns: Columns): FactColumn['type'] {
  switch (measure.kind) {
    case 'ratio':
    case 'share':
      return 'number';
    case 'min':
    case 'max':
    case 'quantile':
      return columnOf(columns, measure.column).type;
    default:
      return 'integer';
  }
}

function factColumn(column: string, definition: FactColumn): SectionColumn {
  return {
    name: column,
    title: definition.title ?? titleOf(column),
    type: definition.type,
    doc: definition.doc,
    ...(definition.unit === undefined ? {} : { unit: definition.unit }),
    ...(definition.dimension === undefined ? {} : { dimension: definition.dimension }),
  };
}

function columnOf(columns: Columns, column: string): FactColumn {
  const definition = columns[column];
  if (definition === undefined) throw new Error(`facts have no column ${column}`);
  return definition;
}

/** `last_sync_at` as `Last sync`, `bytes_sent` as `Bytes sent`. */
function titleOf(column: string): string {
  const words = column.replace(/_(at|s|ms)$/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The complete order of a section's rows: its own sort, then every other plain column ascending. */
export function totalOrder(section: Section): SortKey[] {
  const sort = section.sort ?? [];
  const plain =
    section.kind === 'rows' ? (section.columns ?? Object.keys(section.facts.columns)) : section.by;
  const sorted = new Set(sort.map((key) => key.column));
  return [...sort, ...plain.filter((column) => !sorted.has(column)).map((column) => ({ column }))];
}

function orderBy(section: Section): string {
  const plain = section.kind === 'rows' ? undefined : new Set(section.by);
  const keys = totalOrder(section).flatMap((key) =>
    orderKeys(
      key.column,
      plain === undefined || plain.has(key.column) ? section.facts.columns : {},
      key.descending ?? false,
    ),
  );
  return keys.length === 0 ? '' : `\norder by ${keys.join(', ')}`;
}

/** The SELECT of a section's rows over a relation or CTE named `facts`. */
export function sectionSql(section: Section, filter?: Condition): string {
  const where = whereOf(section.facts, section.where, filter);
  if (section.kind === 'rows') {
    const columns = section.columns ?? Object.keys(section.facts.columns);
    return `select ${columns.map(identifierSql).join(', ')}\nfrom facts${where}${orderBy(section)}`;
  }
  return `${groupedSql(section, where)}${orderBy(section)}`;
}

/** The SELECT of one row with every measure over all (remaining) facts. */
export function figuresSql(
  facts: Facts,
  measures: Readonly<Record<string, MeasureColumn>>,
  filter?: Condition,
): string {
  return groupedSql({ facts, by: [], measures }, whereOf(facts, undefined, filter));
}

function whereOf(facts: Facts, own: Condition | undefined, filter: Condition | undefined): string {
  const parts = [own, filter].filter((part) => part !== undefined);
  if (parts.length === 0) return '';
  return `\nwhere ${parts.map((part) => conditionSql(part, facts.columns)).join('\n  and ')}`;
}

type Grouping = Pick<GroupsSection, 'facts' | 'by' | 'measures' | 'always'>;

function groupedSql({ facts, by, measures, always }: Grouping, where: string): string {
  const ids = Object.keys(measures);
  const source = where === '' ? 'facts' : 'kept';
  const compiler = new MeasureCompiler(facts.columns, by, source);
  const results = Object.entries(measures).map(
    ([id, { measure }]) => [id, compiler.expression(measure, id)] as const,
  );
  const keys = by.map(identifierSql);
  const group = by.length === 0 ? '' : `\ngroup by ${keys.join(', ')}`;
  const aggregates = [...keys, ...compiler.aggregates].join(', ') || 'count(*) as n';
  const isPlain = results.every(([id, sql]) => sql === `grouped.${identifierSql(id)}`);
  if (isPlain && always === undefined) {
    return `select ${aggregates}\nfrom facts${where}${group}`;
  }
  const joins = compiler.quantiles.map(({ alias }) => {
    const on = keys.map((key) => `grouped.${key} is not distinct from ${alias}.${key}`);
    return `\n  left join ${alias} on ${on.join(' and ') || 'true'}`;
  });
  const selected = [
    ...keys.map((key) => `grouped.${key}`),
    ...results.map(([id, sql]) => `${sql} as ${identifierSql(id)}`),
  ];
  const ctes = [
    ...(where === '' ? [] : [`kept as (\n  select * from facts${where}\n)`]),
    ...(always === undefined
      ? [`grouped as (\n  select ${aggregates}\n  from ${source}${group}\n)`]
      : [
          `found as (\n  select ${aggregates}\n  from ${source}${group}\n)`,
          `grouped as (\n  select ${[...keys, ...compiler.aggregatesOrZero].join(', ')}\n  from found\n  ${everyGroup(keys, always)}\n)`,
        ]),
    ...compiler.quantiles.map(({ alias, sql }) => `${alias} as (\n  ${sql}\n)`),
    `result as (\n  select ${selected.join(', ')}\n  from grouped${joins.join('')}\n)`,
  ];
  return `with ${ctes.join(',\n')}\nselect ${[...keys, ...ids.map(identifierSql)].join(', ')}\nfrom result`;
}

/** Joins the groups that are shown whether or not they have rows. */
function everyGroup(keys: readonly string[], always: readonly string[]): string {
  const values = always.map((value) => `(${quotedString(value)})`).join(', ');
  return `full join (values ${values}) as every_group(${keys.join(', ')}) using (${keys.join(', ')})`;
}

/** `query` with the CTE `facts` before it. */
export function withFacts(factsSql: string, query: string): string {
  const head = `with facts as (\n${factsSql}\n)`;
  return query.startsWith('with ') ? `${head},\n${query.slice(5)}` : `${head}\n${query}`;
}
