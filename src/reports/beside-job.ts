import { open } from 'node:fs/promises';
import { csvPieces } from './csv-table.ts';
import type { Figures } from './measure-loop.ts';
import { parquetTable, writeParquetTable } from './parquet-table.ts';
import type { SectionColumn } from './section-sql.ts';

/** Files of a section that lie beside its page; a job can be sent to another thread. */
export interface BesideJob {
  readonly columns: readonly SectionColumn[];
  /** Of all its rows, in their order. */
  readonly figures: readonly Figures[];
  /** Leaves text in the CSV as it is. */
  readonly raw: boolean;
  readonly csv: string;
  /** Null where the engine writes it. */
  readonly parquet: string | null;
}

export async function doBesideJob(job: BesideJob, signal?: AbortSignal): Promise<void> {
  const { columns, figures, raw, csv, parquet } = job;
  const handle = await open(csv, 'w');
  try {
    for (const piece of csvPieces(columns, figures, raw)) {
      signal?.throwIfAborted();
      await handle.writeFile(piece);
    }
  } finally {
    await handle.close();
  }
  const table = parquet === null ? null : parquetTable(columns, figures);
  if (parquet !== null && table !== null) await writeParquetTable(parquet, table, signal);
}
