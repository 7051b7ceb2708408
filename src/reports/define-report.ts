import type { Condition } from './condition.ts';
import type { DimensionName } from './dimensions.ts';
import type { Measure } from './measure.ts';
import type { Noun } from './noun.ts';

/** `list` is a list of strings. Timestamps are UTC; a `date` is a day in the display zone. */
export type ColumnType =
  'string' | 'integer' | 'number' | 'boolean' | 'timestamp' | 'date' | 'list';

/** How a value is found by a number that facts give in its place. */
export interface Lookup {
  /** The column of the SELECT that holds the number; NULL has no value. */
  readonly by: string;
  /** A table or view with one row at most for each number, in a column of the same name; without it `value` is said of the number alone. */
  readonly from?: string;
  /** SQL over that row. */
  readonly value: string;
}

export interface FactColumn {
  readonly type: ColumnType;
  /** What the value means, one sentence; shown in the page, the JSON and the column help. */
  readonly doc: string;
  /** The head of the table column; without it made from the name. */
  readonly title?: string;
  readonly unit?: string;
  /** The filter this column answers: in the page, and in SQL without a `filter:` comment. */
  readonly dimension?: DimensionName;
  /** Values in their own order (`today`, `1-7`, ...); others come after, by text. */
  readonly order?: readonly string[];
  /**
   * The SELECT does not give it but a number by which it is looked up: each text once, however many rows
   * there are. For texts of which many rows have the same.
   */
  readonly lookup?: Lookup | undefined;
}

/**
 * The rows a page carries and computes everything from: one SELECT in a `.sql` file.
 *
 * Bound parameters it may use: `$since` and `$until` (TIMESTAMP UTC, half open: `>= $since and
 * < $until`), `$as_of` (TIMESTAMP UTC, the as-of time), `$tz` (zone name), `$probes` and
 * `$big` (BOOLEAN: health probes count too; `period_scale` says that the period is big).
 *
 * Command-line filters: on a line `and true -- filter: domain = m.domain, status = r.status` the `true`
 * becomes the predicates over the expressions given (a dimension named twice matches either).
 * Dimensions not named there are filtered on the column that declares them.
 */
export interface Facts {
  /** File name beside `report.ts`. */
  readonly sql: string;
  /** What one row is, in words: "a device, day and server". */
  readonly grain: string;
  /** Exactly the columns of the SELECT, but for what is looked up, and the numbers by which that is done. */
  readonly columns: Readonly<Record<string, FactColumn>>;
  /** What the unknown are counted in; default rows. */
  readonly counted?: Counted;
  /** Rows are of the as-of time, whatever the period: the page says so. */
  readonly asOf?: boolean;
  /** Few rows, which take the engine long: it works them out last, while the rows of others are put in order. */
  readonly isFew?: boolean;
}

/** `{ measure: sum('requests'), noun: ['request', 'requests'] }` */
export interface Counted {
  readonly measure: Measure;
  readonly noun: Noun;
}

export interface MeasureColumn {
  readonly measure: Measure;
  readonly doc: string;
  readonly title?: string;
  readonly unit?: string;
  /** `percent`: a ratio the page shows as a percentage with one decimal. `bytes`: shown scaled. */
  readonly format?: 'percent' | 'bytes';
}

/** A number at the head of the page. */
export interface KeyFigure extends MeasureColumn {
  readonly id: string;
  readonly title: string;
  readonly facts: Facts;
  /** Beside the number, without colour: what it should make the reader think. */
  readonly tone?: FigureTone;
}

/** A sign that a number has from some value on; without `from` where it is above 0. */
export interface FigureTone {
  readonly is: 'good' | 'warning' | 'critical';
  readonly from?: number;
}

export interface SortKey {
  readonly column: string;
  readonly descending?: boolean;
}

/** A sentence under a section's title; `{n}` is the measure over the section's facts. */
export type Note =
  | string
  | {
      readonly text: string;
      readonly measure: Measure;
      /** Says nothing where the number is 0. */
      readonly onlyIfAny?: boolean;
    };

interface SectionBase {
  readonly id: string;
  readonly title: string;
  readonly facts: Facts;
  readonly notes?: readonly Note[];
  /** What stands in the table when there is no row: good news or what to do. */
  readonly empty?: string;
  /** Only these rows of the facts. */
  readonly where?: Condition;
  /** Ties are broken by the remaining columns, ascending. Worst first: the page keeps the first N. */
  readonly sort?: readonly SortKey[];
  /** A Vega-Lite file beside `report.ts`: no data, no transforms, no expressions; fields = columns. */
  readonly chart?: string;
  /** How many rows (in the section's order) the chart draws; default 2,000. */
  readonly chartRows?: number;
}

/**
 * A column of a section whose cells, one below the other, are a script to take away: in the page a
 * button, beside pages and CSV a file. Its SELECT must do the quoting; the page says how many rows have no cell.
 */
export interface Script {
  readonly column: string;
  readonly extension: 'ps1';
  /** What the button says. */
  readonly title: string;
  /** Comment lines at its head, without the `#`. */
  readonly head: readonly string[];
}

/** Rows of the facts as they are. */
export interface RowsSection extends SectionBase {
  readonly kind: 'rows';
  /** Columns of the facts, in this order; default all. */
  readonly columns?: readonly string[];
  readonly script?: Script;
}

/** One row a group, with measures. */
export interface GroupsSection extends SectionBase {
  readonly kind: 'groups';
  /** Columns of the facts. */
  readonly by: readonly string[];
  readonly measures: Readonly<Record<string, MeasureColumn>>;
  /**
   * Groups that have a row even where nothing is in them, counted as 0. `by` is then one column of
   * strings, whose `order` begins with them.
   */
  readonly always?: readonly string[];
  /** A row's detail: the same measures by these further columns of the facts. */
  readonly detailBy?: readonly string[];
}

export type Section = RowsSection | GroupsSection;

export interface Report {
  /** The folder's name. */
  readonly name: string;
  readonly title: string;
  /** What the report answers, one sentence. */
  readonly question: string;
  readonly figures: readonly KeyFigure[];
  readonly sections: readonly Section[];
}

/** Declares the rows of one `.sql` file; several sections may share them. */
export function defineFacts(facts: Facts): Facts {
  return Object.freeze(facts);
}

/** Makes columns that are looked up in the table or view `from` by the number `by`. */
export function lookupIn(from: string, by: string) {
  return (value: string, column: FactColumn): FactColumn => ({
    ...column,
    lookup: { by, from, value },
  });
}

export function rowsSection(section: Omit<RowsSection, 'kind'>): RowsSection {
  return Object.freeze({ kind: 'rows', ...section });
}

export function groupsSection(section: Omit<GroupsSection, 'kind'>): GroupsSection {
  return Object.freeze({ kind: 'groups', ...section });
}

/** Default export of every `src/reports/<name>/report.ts`; the folders are listed, nothing is registered. */
export function defineReport(report: Report): Report {
  return Object.freeze(report);
}
