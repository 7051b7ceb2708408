import { setImmediate } from 'node:timers/promises';
import type { Database } from '../duckdb/database.ts';
import type { Cell, Table } from './columns.ts';
import type { Facts, Section } from './define-report.ts';
import { FactsLoader, type FactRows } from './facts-table.ts';
import { isGreat } from './great-columns.ts';
import { allFacts, type LoadedReport } from './load-reports.ts';
import type { PackedTable } from './packed.ts';
import { sectionChart, type SectionChart } from './page-charts.ts';
import { packTable } from './page-data.ts';
import { measureWhole } from './roll-up.ts';
import { sectionView, type RowsView } from './section-rows.ts';

/** What a page has of some facts. */
export interface FactsOnPage {
  readonly table: Table;
  readonly views: ReadonlyMap<Section, RowsView>;
  readonly packed: Promise<PackedTable>;
  readonly shown: Promise<FactsShown>;
}

/** What its reader sees first of all, which nothing else waits for. */
export interface FactsShown {
  readonly charts: ReadonlyMap<Section, SectionChart | null>;
  /** The key figures' values, by id. */
  readonly figures: ReadonlyMap<string, Cell>;
}

/** The rows of a page as they come, fact by fact: they are made ready while the engine goes on with the next ones. */
export class PageRows {
  readonly #loader: FactsLoader;
  readonly #loaded: LoadedReport;
  readonly #sections: readonly Section[];
  readonly #tz: string;
  readonly #laid: (section: Section, view: RowsView) => void;
  readonly #made = new Map<Facts, Promise<FactsOnPage>>();

  /** `sections` are those of the report that the page shows; `laid` is called with the rows of each. */
  constructor(
    db: Database,
    loaded: LoadedReport,
    sections: readonly Section[],
    tz: string,
    laid: (section: Section, view: RowsView) => void,
  ) {
    this.#loader = new FactsLoader(db, allFacts(loaded.report));
    this.#loaded = loaded;
    this.#sections = sections;
    this.#tz = tz;
    this.#laid = laid;
  }

  /** Ends when the engine has done its part. */
  async add(one: FactRows & { readonly facts: Facts }): Promise<void> {
    const { table } = await this.#loader.load(one);
    const made = table.then((rows) => this.#lay(one.facts, rows));
    // Whoever awaits it sees the error; without this, Node would stop at an unhandled rejection.
    made.catch(() => undefined);
    this.#made.set(one.facts, made);
  }

  async of(facts: Facts): Promise<FactsOnPage> {
    const made = this.#made.get(facts);
    if (made === undefined) throw new Error(`${facts.sql} was not loaded`);
    return made;
  }

  async drop(): Promise<void> {
    await this.#loader.drop();
  }

  /** Between its steps the engine is heard, and given more to do. */
  async #lay(facts: Facts, table: Table): Promise<FactsOnPage> {
    const packed = packTable(table, isGreat);
    packed.catch(() => undefined);
    const views = new Map<Section, RowsView>();
    for (const section of this.#sections) {
      if (section.facts !== facts) continue;
      await setImmediate();
      views.set(section, sectionView(section, table, null));
    }
    for (const [section, view] of views) {
      await setImmediate();
      this.#laid(section, view);
    }
    const shown = this.#show(facts, table, views);
    shown.catch(() => undefined);
    return { table, views, packed, shown };
  }

  async #show(
    facts: Facts,
    table: Table,
    views: ReadonlyMap<Section, RowsView>,
  ): Promise<FactsShown> {
    const charts = new Map<Section, SectionChart | null>();
    for (const [section, view] of views) {
      await setImmediate();
      // The figures of its first rows, which the view keeps.
      if (view.length > 0) view.at(0);
      charts.set(section, await sectionChart(section, view, this.#loaded.charts, this.#tz));
    }
    const figures = new Map<string, Cell>();
    for (const { id, measure, facts: own } of this.#loaded.report.figures) {
      if (own !== facts) continue;
      await setImmediate();
      figures.set(id, measureWhole(measure, table, null));
    }
    return { charts, figures };
  }
}
