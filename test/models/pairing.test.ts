import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { pairTouched } from '../../src/models/pair-touched.ts';
import { pairByHand } from './pairing-oracle.ts';
import { insertFile, insertRows, type TestRow } from './request-rows.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

let db: Database;
beforeAll(async () => {
  db = await emptyWarehouse(1);
});
afterAll(() => db.close());

/** Loads these files one after the other into an empty warehouse and takes some out again. */
async function load(
  files: readonly (readonly TestRow[])[],
  order: readonly number[],
  removed: readonly number[] = [],
  rowsAtATime?: number,
): Promise<void> {
  await db.run('delete from request_facts; delete from merged_facts; delete from files');
  for (const id of order) {
    const rows = files[id] ?? [];
    await insertFile(db, id, `f${id}`);
    await insertRows(db, rows);
    await pairTouched(db, period(rows, id), rowsAtATime);
  }
  for (const id of removed) {
    await db.run('delete from request_facts where file_id = $id', { id });
    await pairTouched(db, period(files[id] ?? [], id), rowsAtATime);
  }
}

function period(
  rows: readonly TestRow[],
  id: number,
): { from: string | null; to: string | null; fileIds: number[] } {
  const times = rows.map((row) => row.requested_at).sort();
  return { from: times[0] ?? null, to: times.at(-1) ?? null, fileIds: [id] };
}

async function groupsInWarehouse(): Promise<unknown[]> {
  return db.rows(
    `select file_id, line_no, counted, request_group_id from eas_requests order by all`,
  );
}

function groupsByHand(rows: readonly TestRow[]): unknown[] {
  const counted = pairByHand(rows);
  return rows
    .map((row) => {
      const leader = counted.get(row) ?? row;
      return {
        file_id: row.file_id,
        line_no: row.line_no,
        counted: leader === row,
        request_group_id: `f${leader.file_id}:${leader.line_no}`,
      };
    })
    .sort((a, b) => a.file_id - b.file_id || a.line_no - b.line_no);
}

const tiers = fc.constantFrom(
  ...(['front', 'back', 'back', 'single', 'proxy'] as const).map((tier) => ({
    tier,
    source: 'iis',
  })),
  { tier: 'front', source: 'httpproxy' } as const,
);

/** Rows crowded into few seconds around a few hours, so that rivals, ties and chains abound. */
const someRow = fc
  .record({
    tier: tiers,
    second: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 0, max: 25 }) },
      fc.integer({ min: 3590, max: 3610 }),
      fc.integer({ min: 0, max: 20_000 }),
    ),
    time_taken_ms: fc.option(
      fc.oneof(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 4_000_000 })),
    ),
    device_id: fc.option(fc.constantFrom('abc', 'ABC', 'x'), { freq: 8 }),
    user_agent: fc.option(fc.constantFrom('ua1', 'ua2')),
    command: fc.option(fc.constantFrom('Sync', 'Ping'), { freq: 6 }),
    user_name: fc.option(fc.constantFrom('anna', 'bert'), { freq: 2 }),
    user_claimed: fc.option(fc.constantFrom('anna', 'bert')),
    status: fc.constantFrom(200, 200, 401, 503, null),
    request_id: fc.option(fc.constantFrom('r1', 'r2', 'r3'), { freq: 1 }),
    server: fc.constantFrom('S1', 's2'),
    site: fc.option(fc.constantFrom('W3SVC1', 'W3SVC2')),
    file: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ second, tier, file, ...row }) => ({
    ...row,
    ...tier,
    file_id: file,
    requested_at: new Date(Date.UTC(2024, 4, 1, 5, 0, second)).toISOString().slice(0, 19),
  }));

const someRows = fc.array(someRow, { maxLength: 40 }).map((rows): TestRow[] =>
  rows.map((row, i) => ({
    ...row,
    requested_at: row.requested_at.replace('T', ' '),
    line_no: i,
  })),
);

const filesOf = (rows: readonly TestRow[]): TestRow[][] =>
  [0, 1, 2, 3].map((id) => rows.filter((row) => row.file_id === id));

const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });

/** All at once, and in stretches of a few rows. */
const atATime = fc.constantFrom(undefined, 1, 6);

describe('counting a request once', () => {
  it('pairs rows as the definition read line by line does, whatever the order of loading', async () => {
    await fc.assert(
      fc.asyncProperty(someRows, order, atATime, async (rows, loaded, rowsAtATime) => {
        await load(filesOf(rows), loaded, [], rowsAtATime);
        expect(await groupsInWarehouse()).toEqual(groupsByHand(rows));
        expect(await db.rows('from eas_requests_merged')).toHaveLength(
          new Set(pairByHand(rows).values()).size,
        );
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 28) },
    );
  });

  it('pairs what is left after a removal as if the removed had never been there', async () => {
    await fc.assert(
      fc.asyncProperty(
        someRows,
        order,
        fc.subarray([0, 1, 2, 3], { minLength: 1 }),
        atATime,
        async (rows, loaded, removed, rowsAtATime) => {
          await load(filesOf(rows), loaded, removed, rowsAtATime);
          const left = rows.filter((row) => !removed.includes(row.file_id));
          expect(await groupsInWarehouse()).toEqual(groupsByHand(left));
          expect(await db.rows('from eas_requests_merged')).toHaveLength(
            new Set(pairByHand(left).values()).size,
          );
        },
      ),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 16) },
    );
  });

  it.each([
    {
      name: 'who says all',
      time_taken_ms: fc.integer({ min: 0, max: 40 }),
      user_name: fc.constant('anna'),
      request_id: fc.constant(null),
    },
    {
      name: 'with several accounts, who does not always say when it began',
      time_taken_ms: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null, freq: 30 }),
      user_name: fc.constantFrom('anna', 'anna', 'bert', null),
      request_id: fc.option(fc.constantFrom('r1', 'r2', 'r3'), { nil: null, freq: 1 }),
    },
  ])('pairs the rows of a device that hammers as any others: one $name', async (kinds) => {
    const { time_taken_ms, user_name, request_id } = kinds;
    const random = fc.sample(
      fc.record({
        ...{ time_taken_ms, user_name, request_id },
        second: fc.integer({ min: 0, max: 12 }),
        status: fc.constantFrom(200, 200, 200, 503, 401),
        tier: fc.constantFrom('front', 'back'),
      }),
      { numRuns: 900, seed: 7 },
    );
    const rows: TestRow[] = random.map(({ second, ...row }, line) => ({
      ...row,
      ...{ device_id: 'x', command: 'Sync', server: 'S1', line_no: line },
      ...{ file_id: row.tier === 'front' ? 0 : 1, source: 'iis' },
      requested_at: `2024-05-01 05:00:${String(second).padStart(2, '0')}`,
    }));
    await load(filesOf(rows), [0, 1]);
    expect(await groupsInWarehouse()).toEqual(groupsByHand(rows));
  });

  it('pairs a long chain of rivals, of which each has a nearer one', async () => {
    let took = 3000;
    const rows = Array.from({ length: 60 }, (_, line): TestRow => {
      took -= 70 - line;
      const tier = line % 2 === 0 ? 'front' : 'back';
      return {
        ...{ tier, file_id: line % 2, line_no: line, requested_at: '2024-05-01 06:00:10' },
        ...{ source: 'iis', server: 'S1', device_id: 'x', command: 'Sync', status: 200 },
        ...{ user_name: 'anna', time_taken_ms: took },
      };
    });
    // In the transaction that loads them rows have numbers beyond 2^53.
    await db.run('begin');
    await load(filesOf(rows), [0, 1]);
    await db.run('commit');
    expect(await groupsInWarehouse()).toEqual(groupsByHand(rows));
  });

  it('fills in the counted row only what it lacks, and keeps its status, times and bytes', async () => {
    await db.run('delete from request_facts; delete from merged_facts; delete from files');
    await insertFile(db, 1, 'front');
    await insertFile(db, 2, 'back');
    const both = { device_id: 'D1', command: 'Ping', line_no: 5, time_taken_ms: 1000 };
    await insertRows(db, [
      {
        ...both,
        ...{ file_id: 1, tier: 'front', requested_at: '2024-05-01 07:00:10', server: 'CAS' },
        ...{ status: 200, bytes_sent: null, device_id: 'd1', user_name: 'anna', user_agent: 'UA' },
      },
      {
        ...both,
        ...{ file_id: 2, tier: 'back', requested_at: '2024-05-01 07:00:11', server: 'MBX' },
        ...{ status: 503, bytes_sent: 7, heartbeat_s: 480, eas_status: 2, user_agent: 'Proxy' },
      },
    ]);
    const touched = { from: '2024-05-01 07:00:10', to: '2024-05-01 07:00:11', fileIds: [1, 2] };
    await pairTouched(db, touched);
    expect(
      await db.rows(
        `select requested_at, server, tier, status, bytes_sent, device_id, user_name, user_agent,
           heartbeat_s, eas_status, request_group_id, counted, file_id
         from eas_requests_merged`,
      ),
    ).toEqual([
      {
        ...{ requested_at: '2024-05-01 07:00:10', server: 'CAS', tier: 'front', status: 200 },
        ...{ bytes_sent: null, device_id: 'd1', user_name: 'anna', user_agent: 'UA' },
        ...{
          heartbeat_s: 480,
          eas_status: 2,
          request_group_id: 'front:5',
          counted: true,
          file_id: 1,
        },
      },
    ]);
  });

  it('claims nothing of a user whom another row knows', async () => {
    const both = {
      ...{ device_id: 'D1', command: 'Sync', time_taken_ms: 1000, status: 200, line_no: 5 },
      requested_at: '2024-05-01 07:00:10',
    };
    await load(
      [
        [{ ...both, file_id: 0, tier: 'front', user_claimed: 'anna' }],
        [{ ...both, file_id: 1, tier: 'back', user_name: 'anna', user_domain: 'CONTOSO' }],
      ],
      [0, 1],
    );
    expect(
      await db.rows('select user_name, user_domain, user_claimed from eas_requests_merged'),
    ).toEqual([{ user_name: 'anna', user_domain: 'CONTOSO', user_claimed: null }]);
  });

  it('keeps the tokens of both rows, and the folders of the first that names some', async () => {
    const merged = async (...texts: (string | null)[]) =>
      db.rows(
        `select log_tokens(text) as tokens, list_transform(log_folders(text), lambda one: one.folder_id) as ids
         from (select merged_log_text(from_json($texts, '["VARCHAR"]')) as text)`,
        { texts: JSON.stringify(texts) },
      );
    const front = 'HH:mail_Fid:5_Ty:Em_Srv:6a_';
    expect(await merged(front, null, 'Fid:9_Ty:Ca_HH:other_Att1_Attb:500_')).toEqual([
      { tokens: { Att: '1', Attb: '500', HH: 'mail' }, ids: ['5'] },
    ]);
    expect(await merged('Cpo:3', front)).toEqual([
      { tokens: { Cpo: '3', HH: 'mail' }, ids: ['5'] },
    ]);
  });
});
