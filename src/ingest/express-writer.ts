import { rmSync } from 'node:fs';
import { ByteRow } from '../parsers/express/byte-row.ts';
import type { DimensionSink, ExpressSink } from '../parsers/express/express-reader.ts';
import type { FactTable } from '../parsers/express/fact-table.ts';
import { ByteFile } from '../support/byte-file.ts';
import { ParquetWriter } from '../support/parquet/parquet-writer.ts';
import type { ExpressKind, ExpressPiece } from './piece.ts';

const bufferSize = 1 << 20;

/** Takes what an express reader makes of lines, up to one row group of DuckDB. */
export class ExpressWriter implements ExpressSink {
  readonly facts: FactTable;
  readonly dimensions: readonly NewRows[];
  readonly #kind: ExpressKind;
  readonly #file: string;
  readonly #fileIds = new Set<number>();
  #isFinished = false;

  /** `facts` is empty; it is empty again, and of no more use here, after `finish`. */
  constructor(kind: ExpressKind, file: string, facts: FactTable) {
    this.#kind = kind;
    this.#file = file;
    this.facts = facts;
    this.dimensions = kind.express.dimensions.map((_, i) => new NewRows(`${file}.${i}`));
  }

  /** Rows to come belong into another; `facts` may be those of another by now. */
  get isFull(): boolean {
    return this.#isFinished || this.facts.isFull;
  }

  addFile(fileId: number): void {
    this.#fileIds.add(fileId);
  }

  finish(): ExpressPiece {
    this.#isFinished = true;
    const { rows } = this.facts;
    const parquet = new ParquetWriter(this.#file, this.facts.columns, 0o600);
    for (const values of this.facts.values()) parquet.add(rows, values);
    parquet.finish();
    this.facts.clear();
    return {
      kind: this.#kind,
      file: this.#file,
      lines: rows,
      fileIds: [...this.#fileIds],
      dimensions: this.dimensions.map((each) => each.finish()),
    };
  }

  abandon(): void {
    this.facts.free();
    for (const each of this.dimensions) each.abandon();
    rmSync(this.#file, { force: true });
  }
}

/** The rows of a dimension that are new, as text; a file only where there are any. */
class NewRows implements DimensionSink {
  readonly #path: string;
  readonly #row = new ByteRow();
  #file: ByteFile | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  begin(bytes: number): ByteRow {
    this.#file ??= new ByteFile(this.#path, bufferSize);
    this.#file.reserve(bytes);
    this.#row.out = this.#file.bytes;
    this.#row.at = this.#file.at;
    return this.#row;
  }

  take(): void {
    if (this.#file === undefined) return;
    this.#row.out[this.#row.at - 1] = 10;
    this.#file.at = this.#row.at;
  }

  finish(): string | undefined {
    this.#file?.finish();
    return this.#file?.path;
  }

  abandon(): void {
    this.#file?.abandon();
  }
}
