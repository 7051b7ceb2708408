import type { Database } from '../duckdb/database.ts';
import type { Cell, Table } from './columns.ts';
import type { Facts, Section } from './define-report.ts';
import { FactsLoader, type FactRows } from './facts-table.ts';
import { allFacts, type LoadedReport } from './load-reports.ts';
import type { PackedTable } from './packed.ts';
import { sectionChart, type SectionChart } from './page-charts.ts';
import { packTable } from './page-data.ts';
import { measureWhole } from './roll-up.ts';
import { sectionView, type RowsView } from './section-rows.ts';

/** What a page shows of some facts. */
export interface FactsOnPage {
  readonly table: Table;
  readonly sections: ReadonlyMap<Section, SectionOnPage>;
  /** The key figures' values, by id. */
  readonly figures: ReadonlyMap<string, Cell>;
  readonly packed: Promise<PackedTable>;
}

interface SectionOnPage {
  readonly view: RowsView;
  readonly chart: Promise<SectionChart | null>;
}

/** The rows of a page as they come, fact by fact: they are made ready while the engine goes on with the next ones. */
export class PageRows {
  readonly #loader: FactsLoader;
  readonly #loaded: LoadedReport;
  readonly #sections: readonly Section[];
  readonly #tz: string;
  readonly #made = new Map<Facts, Promise<FactsOnPage>>();

  /** `sections` are those of the report that the page shows. */
  constructor(db: Database, loaded: LoadedReport, sections: readonly Section[], tz: string) {
    this.#loader = new FactsLoader(db, allFacts(loaded.report));
    this.#loaded = loaded;
    this.#sections = sections;
    this.#tz = tz;
  }

  /** Ends when the engine has done its part. */
  async add(one: FactRows & { readonly facts: Facts }): Promise<void> {
    const { table } = await this.#loader.load(one);
    const made = table.then((rows) => this.#show(one.facts, rows));
    // Told where it is awaited, if it still is.
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

  #show(facts: Facts, table: Table): FactsOnPage {
    const sections = new Map<Section, SectionOnPage>();
    for (const section of this.#sections) {
      if (section.facts !== facts) continue;
      const view = sectionView(section, table, null);
      const chart = sectionChart(section, view, this.#loaded.charts, this.#tz);
      chart.catch(() => undefined);
      sections.set(section, { view, chart });
    }
    const own = this.#loaded.report.figures.filter((figure) => figure.facts === facts);
    const figures = new Map(own.map(({ id, measure }) => [id, measureWhole(measure, table, null)]));
    return { table, sections, figures, packed: packTable(table) };
  }
}
