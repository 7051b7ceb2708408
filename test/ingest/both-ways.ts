import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Database, type Row } from '../../src/duckdb/database.ts';
import { loadStatements } from '../../src/ingest/load-sql.ts';
import { RunMemory } from '../../src/ingest/express-memory.ts';
import { expressStatements } from '../../src/ingest/load-express.ts';
import { isExpress, Pieces, removePiece } from '../../src/ingest/piece.ts';
import { atStart, Segmenter } from '../../src/ingest/segmenter.ts';
import { insertRequests } from '../../src/models/write-requests.ts';
import type { LineFormat } from '../../src/parsers/format.ts';
import iisw3c from '../../src/parsers/formats/iisw3c.format.ts';
import { emptyWarehouse } from '../models/empty-warehouse.ts';

const generalOnly: LineFormat = { ...iisw3c, express: () => null };

/** Loads text by the express reader and by SQL alone, and compares what comes out. */
export class BothWays {
  readonly #db: Database;
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'easel-express-'));
  readonly #memory: RunMemory;

  private constructor(db: Database, memory: RunMemory) {
    this.#db = db;
    this.#memory = memory;
  }

  static async open(): Promise<BothWays> {
    const db = await emptyWarehouse(1);
    return new BothWays(db, await RunMemory.after(db));
  }

  close(): void {
    this.#db.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #load(text: string, format: LineFormat, fileId: number, keepQuery: boolean) {
    const pieces = new Pieces(this.#folder, 1e9);
    const options = {
      format,
      fileId,
      pieces,
      start: atStart,
      oldLines: 0,
      offerOld: true,
      express: {
        options: { fileId, keepQuery, traffic: 'all', since: -Infinity, until: Infinity } as const,
        memory: this.#memory,
      },
    };
    new Segmenter(options).block(Buffer.from(`\n${text}`), 0);
    let quick = 0;
    for (const piece of pieces.take(true)) {
      const files = [{ fileId, server: 'CAS01', site: null }];
      if (isExpress(piece)) {
        quick += piece.lines;
        for (const sql of expressStatements([piece], files, { keepQuery }, this.#memory.firstIds))
          await this.#db.run(sql);
        removePiece(piece);
        continue;
      }
      const filter = { traffic: 'all' } as const;
      const statements = loadStatements({ piece, files, filter, asked: { keepQuery }, loads: [] });
      if (statements.rows !== null) await insertRequests(this.#db, statements.rows);
      if (statements.rejects !== null) await this.#db.run(statements.rejects);
      removePiece(piece);
    }
    return quick;
  }

  /** The number of lines the express reader took, and rows and rejects that differ. */
  async compare(text: string, keepQuery = true) {
    // What a run keeps of a query is the same for all its lines.
    this.#memory.forget();
    await this.#db.run('delete from request_facts');
    await this.#db.run('delete from rejects');
    const quick = await this.#load(text, iisw3c, 1, keepQuery);
    await this.#load(text, generalOnly, 2, keepQuery);
    const rows = (id: number): string =>
      `select rows.* exclude (file_id, row_id) replace (rows.custom::varchar as custom), transfer_text
      from request_rows as rows
      join request_facts as facts on facts.rowid = rows.row_id
      join request_transfers using (transfer_id)
      where rows.file_id = ${id}`;
    const rejects = (id: number): string =>
      `select * exclude (file_id) from rejects where file_id = ${id}`;
    const different: Row[] = [];
    for (const of of [rows, rejects]) {
      for (const [one, two] of [[1, 2] as const, [2, 1] as const]) {
        const sql = `(${of(one)}) except all (${of(two)})`;
        different.push(...(await this.#db.rows(sql)));
      }
    }
    return { quick, different };
  }
}
