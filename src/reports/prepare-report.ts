import type { Database } from '../duckdb/database.ts';
import {
  createTempTable,
  createTempView,
  dropTempTables,
  dropTempView,
} from '../duckdb/write-select.ts';
import { AppError } from '../support/errors.ts';
import type { Cell } from './columns.ts';
import type { Facts, Section } from './define-report.ts';
import { dimensionNames, type DimensionName } from './dimensions.ts';
import { factSteps } from './fact-steps.ts';
import {
  bound,
  filteredFacts,
  filterParts,
  unmetFilters,
  unobeyed,
  withLiterals,
  type ReportParameters,
} from './facts-sql.ts';
import type { Filters } from './filter-predicate.ts';
import { allFacts, type LoadedReport } from './load-reports.ts';
import { lookedUp, numberColumns } from './lookups.ts';
import { count, narrowed } from './measure.ts';
import {
  figuresSql,
  sectionColumns,
  sectionSql,
  withFacts,
  type SectionColumn,
} from './section-sql.ts';
import { factSql, identifierSql } from './sql-fragments.ts';
import { unknownValue } from '../models/unknown-value.ts';

/** Facts as a table of this connection, with the filters of the command line applied. */
export interface PreparedFacts {
  readonly facts: Facts;
  /** Its name: a temporary view where something is looked up. */
  readonly relation: string;
  /** The temporary table of its rows, with the numbers of what is looked up. */
  readonly numbers: string;
  /** The SELECT behind it with its literals. */
  readonly sql: string;
  /** How many rows (or `counted`) the filters leave out of each section because a value is not known. */
  readonly unknown: readonly {
    readonly dimension: DimensionName;
    readonly counts: ReadonlyMap<Section, number>;
  }[];
  /** Filters given that these rows cannot obey. */
  readonly unmet: readonly DimensionName[];
  /** All that they could not. */
  readonly beyond: readonly DimensionName[];
  /** Whether the filters leave any. */
  readonly hasRows: boolean;
}

export interface PreparedSection {
  readonly section: Section;
  readonly facts: PreparedFacts;
  readonly columns: readonly SectionColumn[];
  /** Runs on this connection. */
  readonly sql: string;
  /** Runs anywhere on the same warehouse: what `copy SQL` gives. */
  readonly copySql: string;
}

export interface PreparedReport {
  readonly loaded: LoadedReport;
  readonly facts: ReadonlyMap<Facts, PreparedFacts>;
  readonly sections: readonly PreparedSection[];
}

let relations = 0;

/** What else is done while a report is prepared. */
interface Around {
  /** Called with the SELECT of facts before it runs. */
  readonly before: (sql: string) => Promise<void>;
  /** Called with facts as soon as they are there, before the next are begun. */
  readonly after?: (facts: PreparedFacts) => Promise<void>;
}

/** Runs the SELECTs of a report's facts into temporary tables. */
export async function prepareReport(
  db: Database,
  loaded: LoadedReport,
  parameters: ReportParameters,
  filters: Filters,
  { before, after }: Around,
): Promise<PreparedReport> {
  const facts = new Map<Facts, PreparedFacts>();
  for (const one of allFacts(loaded.report)) {
    await before(loaded.sql.get(one.sql) ?? '');
    const prepared = await prepareFacts(db, one, loaded, parameters, filters);
    facts.set(one, prepared);
    await after?.(prepared);
  }
  const sections = loaded.report.sections.map((section) => prepareSection(section, facts));
  return { loaded, facts, sections };
}

/** The values of a report's key figures, by id. */
export async function keyFigures(
  db: Database,
  { loaded, facts }: PreparedReport,
): Promise<ReadonlyMap<string, Cell>> {
  const figures = new Map<string, Cell>();
  for (const [one, prepared] of facts) {
    const own = loaded.report.figures.filter((figure) => figure.facts === one);
    if (own.length === 0) continue;
    const measures = Object.fromEntries(own.map((figure) => [figure.id, figure]));
    const rows = `select * from ${prepared.relation}`;
    const [row] = await db.rows(withFacts(rows, figuresSql(one, measures)));
    for (const [id, value] of Object.entries(row ?? {})) figures.set(id, value as Cell);
  }
  return figures;
}

/** Drops the temporary tables again. */
export async function releaseReport(db: Database, prepared: PreparedReport): Promise<void> {
  const all = [...prepared.facts.values()];
  for (const { relation, numbers } of all)
    if (relation !== numbers) await dropTempView(db, relation);
  await dropTempTables(
    db,
    all.map(({ numbers }) => numbers),
  );
}

function prepareSection(
  section: Section,
  facts: ReadonlyMap<Facts, PreparedFacts>,
): PreparedSection {
  const prepared = facts.get(section.facts);
  if (prepared === undefined) throw new Error(`section ${section.id} has no facts`);
  const own = sectionSql(section);
  return {
    section,
    facts: prepared,
    columns: sectionColumns(section),
    sql: withFacts(`select * from ${prepared.relation}`, own),
    copySql: withFacts(prepared.sql, own),
  };
}

async function prepareFacts(
  db: Database,
  facts: Facts,
  loaded: LoadedReport,
  parameters: ReportParameters,
  filters: Filters,
): Promise<PreparedFacts> {
  const sql = loaded.sql.get(facts.sql) ?? '';
  relations += 1;
  const relation = `report_facts_${relations}`;
  const { inner, outer } = filterParts(facts, sql, filters);
  const tableOf = (step: string): string => `${relation}_${step}`;
  const { steps, rest } = factSteps(inner, tableOf);
  const keep = (table: string, query: string): Promise<number> => {
    const { sql: runnable, bindings } = bound(query, parameters);
    return explained(loaded, facts, createTempTable(db, table, runnable, bindings));
  };
  for (const step of steps) await keep(tableOf(step.name), step.sql);
  const whole = lookedUp(facts.columns, rest, true);
  // Most filters stand inside: then nothing need be looked up to know which rows they keep.
  const kept = outer(whole) === whole ? rest : outer(whole);
  const isWhole = whole === rest;
  const numbers = isWhole ? relation : tableOf('numbers');
  const rows = await keep(
    numbers,
    `select ${numberColumns(facts.columns).join(', ')}\nfrom (\n${kept}\n)`,
  );
  if (!isWhole) {
    const select = lookedUp(facts.columns, `select * from ${numbers}`);
    await explained(loaded, facts, createTempView(db, relation, typed(facts, select)));
  }
  await dropTempTables(
    db,
    steps.map((step) => tableOf(step.name)),
  );
  return {
    facts,
    hasRows: rows > 0,
    relation,
    numbers,
    sql: withLiterals(outer(lookedUp(facts.columns, inner)), parameters),
    unknown: await unknownRows(db, facts, loaded, parameters, filters),
    unmet: unmetFilters(facts, sql, filters),
    beyond: unobeyed(facts, sql),
  };
}

/** The columns declared, in their types and order. */
function typed({ columns }: Facts, query: string): string {
  const selected = Object.entries(columns).map(
    ([column, { type }]) => `${factSql(identifierSql(column), type)} as ${identifierSql(column)}`,
  );
  return `select ${selected.join(', ')}\nfrom (\n${query}\n)`;
}

async function unknownRows(
  db: Database,
  facts: Facts,
  loaded: LoadedReport,
  parameters: ReportParameters,
  filters: Filters,
): Promise<PreparedFacts['unknown']> {
  const sql = loaded.sql.get(facts.sql) ?? '';
  const counted = facts.counted?.measure ?? count();
  const sections = loaded.report.sections.filter((section) => section.facts === facts);
  const measures = Object.fromEntries(
    sections.map(({ id, where }) => [id, { measure: narrowed(counted, where), doc: '' }]),
  );
  const unmet = new Set(unmetFilters(facts, sql, filters));
  const found: { dimension: DimensionName; counts: Map<Section, number> }[] = [];
  for (const dimension of dimensionNames) {
    const values = filters[dimension];
    if (values === undefined || unmet.has(dimension)) continue;
    if (values.some((value) => value.toLowerCase() === unknownValue)) continue;
    const own = typed(facts, filteredFacts(facts, sql, filters, dimension));
    const query = withFacts(own, figuresSql(facts, measures));
    const { sql: runnable, bindings } = bound(query, parameters);
    const [row = {}] = await db.rows(runnable, bindings);
    const counts = new Map(sections.map((one) => [one, Number(row[one.id])]));
    found.push({ dimension, counts });
  }
  return found;
}

async function explained<T>(loaded: LoadedReport, facts: Facts, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'report-sql',
      `report ${loaded.report.name}: ${facts.sql} does not run: ${message}`,
      { cause },
    );
  }
}
