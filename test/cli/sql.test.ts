import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { openWarehouse } from '../../src/ingest/warehouse.ts';
import { runEasel, type EaselOptions } from './run-easel.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-sql-'));
const db = path.join(folder, 'warehouse.duckdb');
const sql = (text: string, flags: string[] = [], options: EaselOptions = {}) =>
  runEasel(['sql', '--db', db, ...flags, text], options);

beforeAll(async () => {
  const database = await openWarehouse(db, { access: 'read-write' });
  await database.run('create table numbers as select range as n from range(10)');
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rows of a query that names the file `$file`. */
async function parquetRows(file: string, query: string): Promise<unknown[]> {
  const database = await Database.open(':memory:');
  try {
    return await database.rows(query, { file });
  } finally {
    database.close();
  }
}

/** One value of every type that a result can have. */
const everyType = `select 1::bigint as small, 9007199254740993 as big, 1::hugeint as huge,
  1.50::decimal(5,2) as money, 12345678901234567890.5::decimal(38,1) as exact, 0.1::float as f,
  'nan'::double as nan, 'infinity'::double as inf, true as yes, null as nothing, 'x' as text,
  '\\x00\\xFFa'::blob as bytes, interval 90 minute as span, date '2024-05-01' as day,
  time '07:00:00' as clock, timestamp '2024-05-01 07:00:00' as at,
  timestamp '2024-05-01 07:00:00.123456' as precise,
  timestamptz '2024-05-01 07:00:00+02' as zoned, [1, null] as list,
  {'a': 1, 'b c': timestamp '2024-05-01 07:00:00'} as struct, map {'k': 9007199254740993} as map,
  'a'::enum('a') as kind, uuid '00000000-0000-0000-0000-000000000001' as id,
  union_value(n := 5) as either, '101'::bit as bits`;

const everyValue = {
  small: 1,
  big: '9007199254740993',
  huge: 1,
  money: 1.5,
  exact: '12345678901234567890.5',
  f: 0.1,
  nan: 'NaN',
  inf: 'Infinity',
  yes: true,
  nothing: null,
  text: 'x',
  bytes: '\\x00\\xFFa',
  span: '01:30:00',
  day: '2024-05-01',
  clock: '07:00:00',
  at: '2024-05-01T07:00:00Z',
  precise: '2024-05-01T07:00:00.123456Z',
  zoned: '2024-05-01T05:00:00Z',
  list: [1, null],
  struct: { a: 1, 'b c': '2024-05-01T07:00:00Z' },
  map: { k: '9007199254740993' },
  kind: 'a',
  id: '00000000-0000-0000-0000-000000000001',
  either: 5,
  bits: '101',
};

describe('easel sql', () => {
  test('writes CSV into a pipe and a table on a terminal', async () => {
    expect(await sql('select 1 as a')).toMatchObject({ code: 0, out: 'a\n1\n', err: '' });
    const shown = await sql('select 1 as a', ['--color', 'never'], { terminal: 80 });
    expect(shown).toMatchObject({ code: 0, out: 'a\n─\n1\n', err: '(1 row)\n' });
  });

  test('counts the one cell and the one column that a terminal has no room for', async () => {
    const long = `select repeat('x', 50) as a`;
    expect((await sql(long, [], { terminal: 20 })).err).toContain('(1 row, 1 cell cut (…);');
    const many = `select ${['a', 'b', 'c', 'd'].map((name) => `'xxxx' as ${name}`).join(', ')}`;
    expect((await sql(many, [], { terminal: 20 })).err).toContain(', 1 column not shown;');
  });

  test('writes a value of every type exactly, in JSON', async () => {
    const { code, out, err } = await sql(everyType, ['--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual([everyValue]);
    expect(JSON.parse((await sql(everyType, ['--format', 'jsonl'])).out)).toEqual(everyValue);
  });

  test('writes what JavaScript has no word for as DuckDB does', async () => {
    const odd = `select 'infinity'::date as never, ['-infinity'::date, '5881580-07-10'] as days,
      '-0'::double as d, '-0'::float as f, [-0.0::double, 0.0] as zeros,
      'infinity'::timestamp_s as s, '-infinity'::timestamp_ms as ms, '-infinity'::timestamp_ns as ns,
      'infinity'::timestamptz as tz`;
    const { out } = await sql(odd);
    expect(out).toBe(
      'never,days,d,f,zeros,s,ms,ns,tz\ninfinity,"[""-infinity"",""5881580-07-10""]",-0.0,-0.0,"[-0.0,0]",infinity,-infinity,-infinity,infinity\n',
    );
    expect((await sql(odd, ['--format', 'jsonl'])).out).toBe(
      '{"never":"infinity","days":["-infinity","5881580-07-10"],"d":-0.0,"f":-0.0,"zeros":[-0.0,0],"s":"infinity","ms":"-infinity","ns":"-infinity","tz":"infinity"}\n',
    );
  });

  test('keeps an entry called __proto__, and gives each column a name of its own', async () => {
    const { out } = await sql(
      `select {'__proto__': 5, 'b': 1} as s, [{'__proto__': {'x': 3}}, null] as t, 1 a, 2 a, 3 "a:1", 4 a`,
      ['--format', 'jsonl'],
    );
    expect(out).toBe(
      '{"s":{"__proto__":5,"b":1},"t":[{"__proto__":{"x":3}},null],"a":1,"a:2":2,"a:1":3,"a:3":4}\n',
    );
  });

  test('gives entries without a name their places, and keeps byte order marks of texts', async () => {
    const odd = `select (7, 'a') as pair, [(1, (2, 3))] as pairs, chr(65279) || 'x' as mark`;
    expect((await sql(odd, ['--format', 'jsonl'])).out).toBe(
      '{"pair":{"1":7,"2":"a"},"pairs":[{"1":1,"2":{"1":2,"2":3}}],"mark":"\ufeffx"}\n',
    );
    const file = path.join(folder, 'odd.parquet');
    expect(await sql(odd, ['--out', file])).toMatchObject({ code: 0 });
    expect(
      await parquetRows(
        file,
        'select pair::varchar as pair, pairs::varchar as pairs, mark from read_parquet($file)',
      ),
    ).toEqual([
      {
        pair: "{'1': 7, '2': a}",
        pairs: "[{'1': 1, '2': {'1': 2, '2': 3}}]",
        mark: '\ufeffx',
      },
    ]);
    const { bytes } = await sql(odd, ['--format', 'arrow']);
    const table = tableFromIPC(bytes);
    expect(JSON.stringify(table.getChild('pair')?.get(0))).toBe('{"1":7,"2":"a"}');
    // The reader takes the mark away, as the engine's binding did.
    expect(Buffer.from(bytes).includes('\ufeffx')).toBe(true);
  });

  test('writes 32-bit floats as short as they read back', async () => {
    const { out } = await sql(`select 0.1::float as a, 1.17549435e-38::float as b,
      0.109355584::float as c, 1099511600000::float as d`);
    const [row = ''] = out.split('\n').slice(1);
    expect(row).toBe('0.1,1.1754944e-38,0.109355584,1099511600000');
  });

  test('writes a value of every type exactly, in CSV', async () => {
    const { out } = await sql(
      `with t as (${everyType}) select money, exact, nan, bytes, t.at, list, map from t`,
    );
    expect(out.split('\n')[1]).toBe(
      '1.50,12345678901234567890.5,NaN,\\x00\\xFFa,2024-05-01T07:00:00Z,"[1,null]","{""k"":""9007199254740993""}"',
    );
  });

  test('writes Arrow that arrow reads back', async () => {
    const { code, bytes, err } = await sql(everyType, ['--format', 'arrow']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const table = tableFromIPC(bytes);
    const cell = (name: string): unknown => table.getChild(name)?.get(0) as unknown;
    expect(cell('big')).toBe(9007199254740993n);
    expect(cell('nothing')).toBeNull();
    expect(cell('at')).toBe(Date.UTC(2024, 4, 1, 7));
    expect(String(table.schema.fields.find(({ name }) => name === 'at')?.type)).toBe(
      'Timestamp<MICROSECOND, UTC>',
    );
    expect([...(cell('bytes') as Uint8Array)]).toEqual([0, 255, 97]);
    expect(String(cell('exact'))).toBe('123456789012345678905');
    expect(JSON.stringify(cell('list'))).toBe('[1,null]');
    expect(JSON.stringify(cell('struct'))).toContain('"a":1');
    expect(String(cell('map'))).toContain('9007199254740993');
  });

  test('keeps rows and NULLs over many Arrow batches', async () => {
    const { bytes } = await sql(
      "select range as i, case when range % 7 = 0 then null else 'v' || range end as v from range(100000)",
      ['--format', 'arrow'],
    );
    const table = tableFromIPC(bytes);
    expect([table.numRows, table.batches.length > 1]).toEqual([100_000, true]);
    const v = table.getChild('v');
    expect([v?.get(98), v?.get(99_997), v?.nullCount]).toEqual([null, 'v99997', 14_286]);
  });

  test('writes Parquet that DuckDB reads back', async () => {
    const file = path.join(folder, 'every.parquet');
    expect(await sql(everyType, ['--out', file])).toMatchObject({ code: 0, out: '', err: '' });
    const [row] = await parquetRows(
      file,
      `select typeof("at") as type, epoch_ms("at") as "at", big, exact::varchar as exact, list, huge::varchar as huge, struct_extract(struct, 'b c')::varchar as inner from read_parquet($file)`,
    );
    expect(row).toEqual({
      type: 'TIMESTAMP WITH TIME ZONE',
      at: Date.UTC(2024, 4, 1, 7),
      big: 9007199254740993n,
      exact: '12345678901234567890.5',
      list: [1, null],
      huge: '1',
      inner: '2024-05-01 07:00:00+00',
    });
  });

  test('keeps the sign and the microseconds of an interval in Parquet', async () => {
    const file = path.join(folder, 'spans.parquet');
    const spans = `select timestamp '2024-05-01' - timestamp '2024-05-02 00:00:00.000001' as span,
      interval '1 month' as month`;
    expect(await sql(spans, ['--out', file])).toMatchObject({ code: 0 });
    expect(
      await parquetRows(
        file,
        'select span::interval::varchar as span, month from read_parquet($file)',
      ),
    ).toEqual([{ span: '-1 day -00:00:00.000001', month: '1 month' }]);
  });

  test('refuses a number that Parquet and Arrow have no room for', async () => {
    for (const format of ['parquet', 'arrow']) {
      const { code, err } = await sql(`select '1${'0'.repeat(38)}'::hugeint`, ['--format', format]);
      expect(code).toBe(1);
      expect(err).toMatch(/^error\[too-big\].*\(38\)\n.*cast the column to VARCHAR/);
    }
  });

  test('refuses files, the network, extensions and changes, and says what works', async () => {
    const secret = path.join(folder, 'secret.csv');
    writeFileSync(secret, 'a\n1\n');
    for (const [text, code] of [
      [`select * from read_csv('${secret}')`, 'sandbox'],
      [`from '${secret}'`, 'sandbox'],
      [`copy numbers to '${path.join(folder, 'out.csv')}'`, 'sandbox'],
      [`attach '${path.join(folder, 'other.duckdb')}'`, 'sandbox'],
      ["select * from read_text('https://example.com/')", ''],
      ['install httpfs', 'sandbox'],
      ['load httpfs', 'sandbox'],
      ['set threads = 64', 'sandbox'],
      ["pragma memory_limit = '64GB'", 'sandbox'],
      ['set enable_external_access = true', 'sandbox'],
      ['create table t (i integer)', 'read-only'],
      ['insert into numbers values (1)', 'read-only'],
      ['drop table numbers', 'read-only'],
    ] as const) {
      const result = await sql(text);
      expect([text, result.code, result.out]).toEqual([text, 1, '']);
      expect(result.err).toMatch(`error[${code}`);
    }
    expect(readdirSync(folder).sort()).not.toContain('out.csv');
    expect((await sql('select count(*) as n from numbers')).out).toBe('n\n10\n');
  });

  test('points at the place of a fault', async () => {
    const { code, err } = await sql('select n\nfrom numberz');
    expect(code).toBe(1);
    expect(err).toContain('error[catalog]: Table with name numberz does not exist!');
    expect(err).toContain('  --> sql:2:6\n2 | from numberz\n  |      ^^^^^^^\n');
    expect(err).toContain('= help: Did you mean "numbers"?');
  });

  test('reads the SQL from stdin, byte order mark or not', async () => {
    expect((await sql('-', [], { stdin: '\ufeffselect 7 as n\n' })).out).toBe('n\n7\n');
    expect(await sql('-', [], { stdin: ' \n' })).toMatchObject({ code: 2, out: '' });
  });

  test('runs several statements: the first prepare, one answers', async () => {
    const prepared = 'create temp table t as select 5 as five; set variable v = 1; select * from t';
    expect((await sql(prepared)).out).toBe('five\n5\n');
    const two = await sql('select 1 as a; select 2 as b', ['--json']);
    expect(two.code).toBe(2);
    expect(two.err).toContain('statement 2 of 2 returns rows too');
    const shown = await sql('select 1 as a; select 2 as b', ['--format', 'md']);
    expect(shown.out).toBe('| a |\n| ---: |\n| 1 |\n\n| b |\n| ---: |\n| 2 |\n');
  });

  test('leaves no half-written file, nor the old one changed', async () => {
    const file = path.join(folder, 'kept.csv');
    writeFileSync(file, 'old');
    const failing =
      "select case when range = 200000 then error('stop') else 'x' end from range(300000)";
    for (const format of ['csv', 'parquet', 'arrow', 'json']) {
      const { code, err } = await sql(failing, ['--out', file, '--format', format]);
      expect(code).toBe(1);
      expect(err).toContain('stop');
    }
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    await sql('select 1 as a', ['--out', file]);
    expect(readFileSync(file, 'utf8')).toBe('a\n1\n');
  });

  test('stops in time and on Ctrl-C', async () => {
    const endless = 'select count(*) from range(1000000000000) where range % 7 = 9';
    const late = await sql(endless, ['--timeout', '0.2s']);
    expect(late.code).toBe(1);
    expect(late.err).toContain('error[timeout]: stopped after 0.2 s');
    const stopped = await sql(endless, [], { signal: AbortSignal.timeout(200) });
    expect(stopped).toMatchObject({ code: 130, out: '', err: 'interrupted\n' });
    // While the warehouse was being opened, say.
    const before = await sql(endless, [], { signal: AbortSignal.abort() });
    expect(before).toMatchObject({ code: 130, out: '', err: 'interrupted\n' });
  });

  test('says what a wrong flag value should be', async () => {
    for (const [flags, what] of [
      [['--format', 'jsn'], 'did you mean json?'],
      [['--memory', 'lots'], 'as 500MB or 2GB'],
      [['--threads', '0'], 'a whole number from 1 on'],
      [['--timeout', 'soon'], 'as 30s, 5m or 1h'],
      [['--json', '--format', 'csv'], '--json contradicts --format csv'],
      [['--tz', 'UTC'], 'easel sql has no flag --tz'],
    ] as const) {
      const { code, err } = await sql('select 1', [...flags]);
      expect(code).toBe(2);
      expect(err).toContain(what);
    }
    const terminal = await sql('select 1', ['--format', 'arrow'], { terminal: 80 });
    expect(terminal.err).toContain('arrow is not for a terminal');
  });
});

test('goes on after statements that only do something', async () => {
  const { out } = await sql('pragma disable_optimizer; checkpoint; select 7 as n', [
    '--format',
    'csv',
  ]);
  expect(out).toBe('n\n7\n');
});

test("refuses the engine's own log, which goes past us, but not its name", async () => {
  const refused = await sql(`call "Enable_Logging"(storage = 'stdout')`);
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toContain('enable_logging is not to be had here');
  const named = await sql(`select 'enable_logging' as it -- enable_logging`, ['--format', 'csv']);
  expect(named.out).toBe('it\nenable_logging\n');
});
