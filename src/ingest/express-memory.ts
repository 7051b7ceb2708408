import type { Database } from '../duckdb/database.ts';
import { dimensions } from '../models/request-layout.ts';
import type { ExpressMemory } from '../parsers/express/express-reader.ts';
import { Kernel } from '../parsers/express/kernel.ts';

const mostIds = 2 ** 31;

/** The shared values of a run and their numbers; those of rows that are undone must be forgotten. */
export class RunMemory implements ExpressMemory {
  readonly kernel = new Kernel();
  /** What the numbers of each dimension are counted from. */
  readonly firstIds: readonly number[];
  readonly #taken = dimensions.map(() => 0);

  constructor(firstIds: readonly number[]) {
    this.firstIds = firstIds;
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
    const id = this.#taken[dimension] ?? 0;
    if (id >= mostIds) throw new Error('more than 2^31 shared values in one run');
    this.#taken[dimension] = id + 1;
    return id;
  }

  forget(): void {
    this.kernel.exports.forgetValues();
  }
}
