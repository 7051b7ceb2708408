import { afterAll, beforeAll, expect, test } from 'vitest';
import { BothWays } from './both-ways.ts';
import { Bench, header, record } from './iis-log.ts';

// Whoever logs fields of his own may call them anything.
const names = [
  ...['day', 'line', 'f', 'file_id', 'line_no', 'counted', 'status', 'requested_at', 'log_text'],
  ...[
    'constructor',
    'toString',
    '__proto__',
    'eas_log',
    'X-Id',
    'x-id',
    "o'clock",
    'a"b',
    '\u00e9',
  ],
];
let both: BothWays;

beforeAll(async () => {
  both = await BothWays.open();
});
afterAll(() => both.close());

function log(custom: readonly string[], ...users: string[]): string {
  const values = custom.map((_, i) => (i % 5 === 4 ? '-' : `value-${i}`)).join(' ');
  const lines = users.map((user) => `${record(1).replaceAll('\\u1', `\\${user}`)} ${values}\r\n`);
  return `${header.trimEnd()} ${custom.join(' ')}\r\n${lines.join('')}`;
}

function expected(custom: readonly string[]): Record<string, string> {
  const kept = custom.flatMap((name, i) => (i % 5 === 4 ? [] : [[name, `value-${i}`] as const]));
  return Object.fromEntries(kept);
}

test.each([
  ['together', [names]],
  ['among very many', [[...names, ...Array.from({ length: 1000 }, (_, i) => `X-H${i}`)]]],
])('keeps custom fields under any name, %s', async (_, lists) => {
  for (const custom of lists) {
    const text = log(custom, 'usual', 'M\u00fcller');
    expect((await both.compare(text)).different, custom[0]).toEqual([]);
    const bench = new Bench();
    bench.write('x.log', text);
    await bench.ingest(['x.log'], { filter: { traffic: 'mobile' } });
    const rows = await bench.rows(
      'select user_name, to_json(custom)::varchar as custom from requests order by line_no',
    );
    expect(rows.map(({ user_name: user }) => user)).toEqual(['usual', 'm\u00fcller']);
    for (const row of rows) {
      expect(JSON.parse(row['custom'] as string)).toEqual(expected(custom));
    }
  }
});

test.each([
  ['X-FORWARDED-FOR', 200],
  ['cs(X-Forwarded-For)', 2],
])('takes %s among %i fields more for whom a proxy asks', async (field, more) => {
  const many = Array.from({ length: more }, (_, i) => `X-H${i}`);
  const text = log([field, ...many], 'usual').replace('value-0', '192.0.2.1,+10.0.0.9');
  expect((await both.compare(text)).different).toEqual([]);
  const bench = new Bench();
  bench.write('x.log', text);
  await bench.ingest(['x.log']);
  expect(await bench.rows('select forwarded_for from requests')).toEqual([
    { forwarded_for: '192.0.2.1, 10.0.0.9' },
  ]);
});
