import type { Database } from '../duckdb/database.ts';
import { dimensions } from '../models/request-layout.ts';
import type { ExpressMemory } from '../parsers/express/express-reader.ts';
import { KeyTable } from '../parsers/express/key-table.ts';

/** The shared values of a run and their numbers; those of rows that are undone must be forgotten. */
export class RunMemory implements ExpressMemory {
  readonly keys = dimensions.map(() => new KeyTable());
  /** What the numbers of each dimension are counted from. */
  readonly firstIds: readonly number[];
  readonly #shared: SharedArrayBuffer;
  readonly #taken: Int32Array;

  /** `taken` counts the numbers that all threads of a run have taken. */
  constructor(firstIds: readonly number[], taken = new SharedArrayBuffer(4 * dimensions.length)) {
    this.firstIds = firstIds;
    this.#shared = taken;
    this.#taken = new Int32Array(taken);
  }

  /** What another thread needs to take other numbers. */
  get shared(): { readonly firstIds: readonly number[]; readonly taken: SharedArrayBuffer } {
    return { firstIds: this.firstIds, taken: this.#shared };
  }

  /** Goes on after the numbers of the warehouse. */
  static async after(db: Database): Promise<RunMemory> {
    const firstIds: number[] = [];
    for (const { table, id } of dimensions) {
      const last = `select coalesce(max(${id}), 0) from ${table}`;
      firstIds.push(Math.max(0, Number(await db.value(last))) + 1);
    }
    return new RunMemory(firstIds);
  }

  nextId(dimension: number): number {
    const id = Atomics.add(this.#taken, dimension, 1);
    if (id < 0) throw new Error('more than 2^31 shared values in one run');
    return id;
  }

  forget(): void {
    for (const table of this.keys) table.forget();
  }
}
