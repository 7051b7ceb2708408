import { readFile } from 'node:fs/promises';
import type { Bindings, Database } from '../duckdb/database.ts';
import {
  createTempTable,
  createTempView,
  dropTempTables,
  insertInto,
} from '../duckdb/write-select.ts';

/** Where in the chain of servers a row of a request stands: pairing/rows.sql gives rows these numbers. */
export const roles = { proxy: 0, front: 1, httpProxy: 2, single: 3, back: 4 } as const;

/** Inner rows look for a partner among the outer ones, in the order of docs/definitions.md, "Counting a request once". */
const stages: readonly { readonly inner: number; readonly outer: readonly number[] }[] = [
  { inner: roles.httpProxy, outer: [roles.front] },
  { inner: roles.back, outer: [roles.front, roles.httpProxy] },
  { inner: roles.back, outer: [roles.single] },
  { inner: roles.proxy, outer: [roles.front, roles.httpProxy, roles.single, roles.back] },
];

/** Steps along a chain of links before whole stretches of a device are taken at once. */
const singleSteps = 3;
const firstReachMs = 3_600_000;
/** How far apart rows of a crowd may be, starts and ends together, from circle to circle. */
const crowdCirclesMs = [0, 8, 64, 512, 4096];
/** Rounds of mutual best choice before the pairs that are left are taken one by one. */
const maxRounds = 12;

/** What nobody reads once the outcome is known. */
const used = [
  ...['pairing_rows', 'pairing_frontier', 'pairing_linked', 'pairing_links', 'pairing_ranked'],
  ...['pairing_inner', 'pairing_outer', 'pairing_crowds'],
];

/**
 * Decides which ActiveSync rows are one request, for those of a period and all that could pair with
 * them: leaves one row each in the temporary table `pairing_outcome` (pairing/outcome.sql) and the
 * pairs in `pairing_matches`.
 */
export async function pairRows(db: Database, from: string, to: string): Promise<void> {
  await createTempView(db, 'pairing_source', await sqlOf('rows'));
  await db.run(
    `create or replace temp table pairing_rows as
     from pairing_source where requested_at >= $from::timestamp and requested_at < $to::timestamp`,
    { from, to },
  );
  await addLinkedRows(db, from, to);
  await db.run(
    `create or replace temp table pairing_matches (inner_id bigint, outer_id bigint, inner_role int);
     create or replace temp table pairing_links
       (inner_id bigint, outer_id bigint, by_id boolean, distance_ms bigint, other_status boolean)`,
  );
  for (const { inner, outer } of stages) await matchStage(db, inner, outer);
  await createTempTable(db, 'pairing_outcome', await sqlOf('outcome'));
  await dropTempTables(db, used);
}

/** Adds the rows outside the period that could pair with those inside, and so on from them. */
async function addLinkedRows(db: Database, from: string, to: string): Promise<void> {
  await db.run('create or replace temp table pairing_frontier as from pairing_rows');
  const longest = 'select coalesce(max(likely_ms(time_taken_ms)), 0) from request_facts';
  const longestMs = Number(await db.value(longest));
  for (let step = 1; ; step += 1) {
    const [extent] = await db.rows(
      `select min(least(start_ms, end_ms)) - 5000 as from_ms, max(end_ms) + 5000 as to_ms,
         bool_or(request_key is not null) as has_ids
       from pairing_frontier`,
    );
    if (extent?.['from_ms'] == null) return;
    const to_ms = extent['to_ms'] as number;
    const bounds = { from_ms: extent['from_ms'] as number, to_ms, last_ms: to_ms + longestMs };
    if (step === 1 && extent['has_ids'] !== true && !(await hasBeyond(db, from, to, bounds)))
      return;
    await createTempTable(db, 'pairing_linked', await sqlOf('beyond'), bounds);
    if (extent['has_ids'] === true) {
      await insertInto(db, 'pairing_linked', await sqlOf('beyond-by-id'));
    }
    if (step > singleSteps) await addReach(db, firstReachMs * 2 ** (step - singleSteps - 1));
    await db.run(
      `create or replace temp table pairing_frontier as select distinct * from pairing_linked;
       insert into pairing_rows from pairing_frontier`,
    );
  }
}

/** Whether there is any row near enough outside the period; a first load of all there is has none. */
async function hasBeyond(
  db: Database,
  from: string,
  to: string,
  bounds: Readonly<Record<'from_ms' | 'to_ms' | 'last_ms', number>>,
): Promise<boolean> {
  const found = await db.value(
    `select exists (
       from pairing_source
       where (requested_at < $from::timestamp or requested_at >= $to::timestamp)
         and requested_at between make_timestamp_ms($from_ms::bigint)
           and make_timestamp_ms($last_ms::bigint)
         and least(start_ms, end_ms) <= $to_ms
     )`,
    { from, to, ...bounds },
  );
  return found === true;
}

async function addReach(db: Database, reachMs: number): Promise<void> {
  const [extent] = await db.rows(
    'select min(end_ms) as from_ms, max(end_ms) as to_ms from pairing_linked',
  );
  if (extent?.['from_ms'] == null) return;
  await insertInto(db, 'pairing_linked', await sqlOf('reach'), {
    reach_ms: reachMs,
    from_ms: (extent['from_ms'] as number) - reachMs,
    to_ms: (extent['to_ms'] as number) + reachMs,
  });
}

async function matchStage(db: Database, inner: number, outer: readonly number[]): Promise<void> {
  if (!(await findFree(db, inner, outer))) return;
  // Pairs by request id come before all others, near pairs of crowds before those farther apart: each
  // may be taken before the next are looked for.
  await takeLinks(db, inner, ['links-by-id']);
  await createTempTable(db, 'pairing_crowds', await sqlOf('crowds'));
  if (((await db.value('select count(*) from pairing_crowds')) as number) > 0) {
    await matchCrowds(db, inner, outer);
  }
  if (!(await findFree(db, inner, outer))) return;
  await takeLinks(db, inner, ['links-by-end', 'links-by-start']);
}

/** The rows that have no partner yet; false where there is none of either side. */
async function findFree(
  db: Database,
  inner: number,
  outer: readonly number[],
  among: 'all' | 'crowds' = 'all',
): Promise<boolean> {
  const rows =
    among === 'all'
      ? 'pairing_rows'
      : '(from pairing_rows semi join pairing_crowds using (partner_key))';
  const free = `from ${rows} anti join pairing_matches on inner_id = id`;
  await createTempTable(db, 'pairing_inner', `${free} where role = $inner::int`, { inner });
  if ((await db.value('select count(*) from pairing_inner')) === 0) return false;
  await createTempTable(
    db,
    'pairing_outer',
    `${free} where list_contains($roles::int[], role)
       and id not in (select outer_id from pairing_matches where inner_role = $inner::int)`,
    { roles: JSON.stringify(outer), inner },
  );
  return (await db.value('select count(*) from pairing_outer')) !== 0;
}

async function matchCrowds(db: Database, inner: number, outer: readonly number[]): Promise<void> {
  if (!(await findFree(db, inner, outer, 'crowds'))) return;
  const twins = await sqlOf('crowd-twins');
  await insertInto(
    db,
    'pairing_matches',
    `select inner_id, outer_id, $inner::int as inner_role from (${twins})`,
    { inner },
  );
  for (const most of crowdCirclesMs) {
    if (!(await findFree(db, inner, outer, 'crowds'))) return;
    const circle = { most_ms: most, width_ms: Math.max(most, 1) };
    await takeLinks(db, inner, ['links-of-crowds'], circle);
  }
}

async function takeLinks(
  db: Database,
  inner: number,
  links: readonly string[],
  bindings?: Bindings,
): Promise<void> {
  await db.run('delete from pairing_links');
  for (const one of links) await insertInto(db, 'pairing_links', await sqlOf(one), bindings);
  await takeOnlyChoices(db, inner);
  await takeBestChoices(db, inner);
}

/** Where neither row has another candidate there is nothing to weigh: most pairs are such. */
async function takeOnlyChoices(db: Database, inner: number): Promise<void> {
  await db.run(
    `insert into pairing_matches
     select inner_id, outer_id, $inner::int
     from pairing_links
     semi join (select inner_id from pairing_links group by all having count(*) = 1) using (inner_id)
     semi join (select outer_id from pairing_links group by all having count(*) = 1) using (outer_id)`,
    { inner },
  );
  await dropTakenLinks(db, 'pairing_links', inner);
}

/** Takes the best pair, then the best of what is left, and so on; many at a time. */
async function takeBestChoices(db: Database, inner: number): Promise<void> {
  await createTempTable(db, 'pairing_ranked', await sqlOf('ranked'));
  for (let round = 0; round < maxRounds; round += 1) {
    if ((await db.value('select count(*) from pairing_ranked')) === 0) return;
    await db.run(
      `insert into pairing_matches
       select inner_id, outer_id, $inner::int
       from pairing_ranked
       semi join (select min(rank) as rank from pairing_ranked group by inner_id) using (rank)
       semi join (select min(rank) as rank from pairing_ranked group by outer_id) using (rank)`,
      { inner },
    );
    await dropTakenLinks(db, 'pairing_ranked', inner);
  }
  await takeOneByOne(db, inner);
}

/** Long chains of rivals, as a hammering device makes them, would take a round each. */
async function takeOneByOne(db: Database, inner: number): Promise<void> {
  // As texts: in the transaction that loads them rows have numbers beyond 2^53.
  const inners = new Set<string>();
  const outers = new Set<string>();
  const stream = await db.stream('select inner_id, outer_id from pairing_ranked order by rank');
  for await (const chunk of stream.chunks()) {
    for (const [innerId, outerId] of chunk.map((row) => row.map(String))) {
      if (innerId === undefined || outerId === undefined) continue;
      if (inners.has(innerId) || outers.has(outerId)) continue;
      inners.add(innerId);
      outers.add(outerId);
    }
  }
  await db.run(
    `insert into pairing_matches
     select unnest($inners::bigint[]), unnest($outers::bigint[]), $inner::int`,
    { inners: `[${[...inners].join()}]`, outers: `[${[...outers].join()}]`, inner },
  );
}

async function dropTakenLinks(
  db: Database,
  table: 'pairing_links' | 'pairing_ranked',
  inner: number,
): Promise<void> {
  const statement = `delete from ${table}
    where inner_id in (select inner_id from pairing_matches)
      or outer_id in (select outer_id from pairing_matches where inner_role = $inner::int)`;
  await db.run(statement, { inner });
}

const loaded = new Map<string, Promise<string>>();

function sqlOf(name: string): Promise<string> {
  const url = new URL(`pairing/${name}.sql`, import.meta.url);
  const text = loaded.get(name) ?? readFile(url, 'utf8');
  loaded.set(name, text);
  return text;
}
