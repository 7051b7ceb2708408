import type { CommandOption } from './command-line.ts';
import type {
  Counted,
  FactColumn,
  FigureTone,
  GroupsSection,
  MeasureColumn,
  Note,
  RowsSection,
  Script,
} from './define-report.ts';
import type { DimensionName } from './dimensions.ts';
import type { Measure } from './measure.ts';
import type { SectionColumn } from './section-sql.ts';

/** Facts as the page's JSON describes them; the rows lie in the block `facts-<index>`. */
export interface PageFacts {
  readonly columns: Readonly<Record<string, FactColumn>>;
  readonly grain: string;
  readonly counted: Counted;
  /** The SELECT with its literals, for `copy SQL`; empty where nothing can be run again. */
  readonly sql: string;
  /** Of the page's frame (coverage): offers no filter of its own. */
  readonly frame: boolean;
  /** Filters that neither the page nor a command can apply to them. */
  readonly beyond: readonly DimensionName[];
  /** How many rows there are; fewer may be in the page with all their values. */
  readonly rows: number;
}

export interface PageFigure {
  readonly id: string;
  readonly facts: number;
  readonly measure: Measure;
  readonly column: SectionColumn;
  readonly tone?: FigureTone;
}

type SectionFields =
  | Pick<RowsSection, 'kind' | 'columns' | 'where' | 'sort'>
  | (Pick<GroupsSection, 'kind' | 'by' | 'where' | 'sort' | 'detailBy' | 'always'> & {
      readonly measures: Readonly<Record<string, MeasureColumn>>;
    });

export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly facts: number;
  readonly shape: SectionFields;
  readonly columns: readonly SectionColumn[];
  readonly notes: readonly Note[];
  readonly empty: string;
  /** A Vega spec without data; fields are `c0`, `c1`, ... */
  readonly chart: unknown;
  readonly chartRows: number;
  readonly script: Script | null;
  /** Rows that go to paper, unless the reader has chosen to see more at a time. */
  readonly paperRows: number;
  /** All rows of the section, in the page or not. */
  readonly totalRows: number;
  /** Where the rows that are not in the page lie; null where all are here. */
  readonly beside: string | null;
}

/** Everything the client needs besides the rows. */
export interface PageModel {
  readonly report: string;
  readonly tz: string;
  /** The as-of time, as shown. */
  readonly asOf: string;
  /** The options of the command that made the page, to which filters can be added. */
  readonly options: readonly CommandOption[];
  readonly facts: readonly PageFacts[];
  readonly figures: readonly PageFigure[];
  readonly sections: readonly PageSection[];
}
