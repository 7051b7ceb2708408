import { rename, rm } from 'node:fs/promises';
import { allSettled } from '../support/all-settled.ts';
import { besideWorker, type BesideWorker } from './beside-worker.ts';
import type { Section } from './define-report.ts';
import { parquetTable } from './parquet-table.ts';
import type { RowsView } from './section-rows.ts';
import { sectionColumns } from './section-sql.ts';
import { asideOf, type Aside } from './write-out.ts';

/** A page of 10 MB has no room for the texts of so many rows. */
const manyRows = 50_000;

interface Begun {
  readonly csv: Aside;
  /** Null where its figures are not exactly what DuckDB would compute. */
  readonly parquet: Aside | null;
  readonly done: Promise<void>;
}

interface BesideOptions {
  readonly folder: string;
  /** Name of the report. */
  readonly report: string;
  /** Leaves text in CSV as it is, formulas too. */
  readonly raw: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sections that do not fit into a page, as CSV and as Parquet beside it. Their rows are here, computed and
 * sorted; another core writes them while we go on. Files get their names only when they are kept.
 */
export class BesideWriter {
  readonly #options: BesideOptions;
  readonly #begun = new Map<Section, Begun>();
  #worker: BesideWorker | undefined;

  constructor(options: BesideOptions) {
    this.#options = options;
    const { signal } = options;
    signal?.addEventListener('abort', () => void this.#worker?.end(signal.reason as Error));
  }

  /** Begins what will hardly fit, before that is known. */
  beginEarly(section: Section, view: RowsView): void {
    if (view.length > manyRows) this.begin(section, view);
  }

  /** Begins the files of a section, if they are not. */
  begin(section: Section, view: RowsView): void {
    if (this.#begun.has(section)) return;
    const { folder, report, raw } = this.#options;
    const columns = sectionColumns(section);
    const figures = view.columns(0, view.length);
    const csv = asideOf(folder, `${report}.${section.id}.csv`);
    const isExact = parquetTable(columns, figures) !== null;
    const parquet = isExact ? asideOf(folder, `${report}.${section.id}.parquet`) : null;
    this.#worker ??= besideWorker();
    const done = this.#worker.do({
      columns,
      figures,
      raw,
      csv: csv.temporary,
      parquet: parquet?.temporary ?? null,
    });
    // Whoever awaits it sees the error; without this, Node would stop at an unhandled rejection.
    done.catch(() => undefined);
    this.#begun.set(section, { csv, parquet, done });
  }

  /** Names the files of a section that was begun, when they are whole. */
  async keep(section: Section): Promise<{ csv: string; parquet: string | null }> {
    const begun = this.#begun.get(section);
    if (begun === undefined) throw new Error(`${section.id} was not begun`);
    const { csv, parquet, done } = begun;
    await done;
    const files = parquet === null ? [csv] : [csv, parquet];
    await allSettled(files.map(({ temporary, file }) => rename(temporary, file)));
    return { csv: csv.file, parquet: parquet?.file ?? null };
  }

  /** Takes away what was not kept. */
  async drop(): Promise<void> {
    await this.#worker?.end(new Error('files beside the page are no longer wanted'));
    for (const { csv, parquet } of this.#begun.values()) {
      await rm(csv.temporary, { force: true });
      if (parquet !== null) await rm(parquet.temporary, { force: true });
    }
  }
}
