import type { Database } from './database.ts';

/** Does `work` in a transaction: all of it, or, where it throws, nothing. */
export async function inTransaction(db: Database, work: () => Promise<void>): Promise<void> {
  await db.run('begin');
  try {
    await work();
    await db.run('commit');
  } catch (error) {
    // The first error is reported; a transaction that is gone already cannot be rolled back.
    await db.run('rollback').catch(() => undefined);
    throw error;
  }
}
