import { afterAll, beforeAll, expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { offsetAt, zoneMacro } from '../../src/query/zone.ts';

let database: Database;
beforeAll(async () => {
  database = await Database.open(':memory:', { memory: '1GB', threads: 2 });
});
afterAll(() => database.close());

const hour = 3600;
const zones = [
  'Europe/Berlin',
  'America/New_York',
  // Half an hour of summer time, and changes at 15:30 UTC.
  'Australia/Lord_Howe',
  // Summer time stops during Ramadan.
  'Africa/Casablanca',
  // A day that did not exist: 2011-12-30.
  'Pacific/Apia',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  // A summer time of one week, in October 2000.
  'America/Boa_Vista',
];

/** Moments in Unix seconds: around each change of the offset, found hour by hour, and far away ones. */
function moments(zone: string): number[] {
  const found = ['1950-11-18T12:00Z', '1999-12-31T23:59Z'].map((text) => Date.parse(text) / 1000);
  for (const year of [2000, 2011, 2012, 2024, 2038]) {
    const start = Date.UTC(year, 0) / 1000;
    let before = offsetAt(zone, start);
    found.push(start);
    for (let at = start; at < start + 366 * 24 * hour; at += hour) {
      const after = offsetAt(zone, at);
      if (after !== before) found.push(at - hour - 1, at - hour, at - 1, at, at + 1, at + 2 * hour);
      before = after;
    }
  }
  return found;
}

/** The stretch of one offset that is asked for first: before, between and behind the moments. */
const usualDays = ['1990-01-01', '2011-12-31', '2024-07-01', '2050-01-01'];
const cases = zones.flatMap((zone) => usualDays.map((usual) => [zone, usual] as const));

it.each(cases)(
  'turns UTC to the local time of %s and back by the offset of each moment, around %s first',
  async (zone, day) => {
    const usual = new Date(day);
    await database.run(zoneMacro('to_local', zone, 'to-local', usual));
    await database.run(zoneMacro('to_utc', zone, 'to-utc', usual));
    const list = moments(zone).map((at) => `(${at})`);
    const sql = `
      with moments as (select instant, make_timestamp(instant * 1000000::bigint) as utc from (values ${list.join(', ')}) as list (instant)),
        there as materialized (select *, to_local(utc) as there from moments),
        back as materialized (select *, to_utc(there) as back from there)
      select instant, epoch(there)::bigint as local, to_local(back) = there as again from back`;
    const rows = await database.rows(sql);
    for (const { instant: at, local, again } of rows) {
      expect([at, Number(local) - Number(at)]).toEqual([at, offsetAt(zone, Number(at))]);
      expect([at, again]).toEqual([at, true]);
    }
    expect(rows.length).toBeGreaterThan(6);
  },
);

it('gives NULL for NULL', async () => {
  await database.run(zoneMacro('to_local', 'Europe/Berlin', 'to-local', new Date()));
  const sql = 'select to_local(null::timestamp) is null as x';
  expect(await database.value(sql)).toBe(true);
});
