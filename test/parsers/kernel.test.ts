import { expect, test } from 'vitest';
import { RunMemory } from '../../src/ingest/express-memory.ts';
import { ByteRow } from '../../src/parsers/express/byte-row.ts';
import { iisExpress } from '../../src/parsers/express/iis-express.ts';
import type { ExpressReader } from '../../src/parsers/express/express-reader.ts';
import iisw3c from '../../src/parsers/formats/iisw3c.format.ts';

const fields = 'date time cs-method cs-uri-stem cs-uri-query cs-username c-ip sc-status'.split(' ');
const schema = iisw3c.schema({ fields });
const options = {
  fileId: 1,
  keepQuery: false,
  traffic: 'all',
  since: -Infinity,
  until: Infinity,
} as const;

function readerOf(memory: RunMemory): ExpressReader {
  const reader = schema === null ? null : iisExpress(schema, options, memory);
  if (reader === null) throw new Error('no reader');
  return reader;
}

/** Reads all lines; how many new rows each dimension got, and the lines that were taken. */
function read(reader: ExpressReader, lines: readonly string[]) {
  const taken = [0, 0, 0, 0];
  const dimensions = taken.map((_, i) => {
    const row = new ByteRow();
    return {
      begin: (bytes: number) => Object.assign(row, { out: Buffer.alloc(bytes), at: 0 }),
      take: () => void (taken[i] = (taken[i] ?? 0) + 1),
    };
  });
  const facts = reader.newTable();
  const block = Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
  reader.take(block);
  let rows = 0;
  let from = 0;
  while (from < block.length) {
    const stop = reader.read(from, rows + 1, { facts, dimensions });
    rows += reader.linesRead;
    if (stop >= block.length || !facts.isFull) break;
    from = stop;
    facts.clear();
  }
  facts.free();
  return { rows, taken };
}

/** Reads all lines; the values of `log_text`, the first text of the facts, as PLAIN Parquet has them. */
function* readTexts(reader: ExpressReader, lines: readonly string[]): Generator<string> {
  const row = Object.assign(new ByteRow(), { out: Buffer.alloc(1 << 16) });
  const sink = { begin: () => Object.assign(row, { at: 0 }), take: () => undefined };
  const facts = reader.newTable();
  const block = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  reader.take(block);
  reader.read(0, 1, { facts, dimensions: [sink, sink, sink, sink] });
  const at = facts.columns.findIndex(({ name }) => name === 'log_text');
  const values = facts.values()[at];
  const bytes = Buffer.from(values?.bytes ?? []);
  for (let from = 0; from < bytes.length;) {
    const to = from + 4 + bytes.readUInt32LE(from);
    yield bytes.toString('latin1', from + 4, to);
    from = to;
  }
}

const record = (user: string, ip = '10.0.0.1'): string =>
  `2024-05-01 07:00:00 GET /owa/ - ${user} ${ip} 200`;

test('numbers shared values once, a hundred thousand of them and long ones', () => {
  const memory = new RunMemory([1, 1, 1, 1]);
  const reader = readerOf(memory);
  const long = 'x'.repeat(9000);
  const users = Array.from({ length: 100_000 }, (_, n) =>
    n % 1000 === 0 ? `${n}${long.slice(0, 900)}` : `user${n}`,
  );
  const first = read(
    reader,
    users.map((user) => record(user)),
  );
  expect(first).toEqual({ rows: 100_000, taken: [100_000, 1, 1, 1] });
  const again = read(
    reader,
    users.map((user, n) => record(user, `10.0.${n % 7}.2`)),
  );
  expect(again).toEqual({ rows: 100_000, taken: [0, 0, 7, 0] });
  memory.forget();
  expect(
    read(
      reader,
      users.slice(0, 50).map((user) => record(user)),
    ).taken,
  ).toEqual([50, 1, 1, 1]);
});

test('values that are put together differently are different', () => {
  const memory = new RunMemory([1, 1, 1, 1]);
  const parts = ['a', 'b', '0', 'ab', 'a0', 'b0', 'aaaaaaa', 'aaaaaaaa', 'aaaaaaaaa'];
  const lines = parts.flatMap((user) => parts.map((ip) => record(user, ip)));
  expect(read(readerOf(memory), lines).taken).toEqual([parts.length, 1, parts.length, 1]);
});

test('numbers once what requests transfer, whatever the folders and keys', () => {
  const reader = readerOf(new RunMemory([1, 1, 1, 1]));
  const query = (log: string): string =>
    record('-').replace('/owa/ -', `/Microsoft-Server-ActiveSync/default.eas Cmd=Sync&Log=${log}`);
  const logs = Array.from({ length: 900 }, (_, n) =>
    query(`V141_Fid:${n}_Ty:Em_St:S_Sk:${n + 1}_Srv:${n % 3}a_Rto${n}_Hb1`),
  );
  const none = [record('-'), query('V141_Hb900'), query('V141_St:S_Sk:1_Ssnf:F_Fid1:2_Tyx')];
  expect(read(reader, [...logs, ...none])).toEqual({ rows: 903, taken: [2, 2, 1, 4] });
  const tokens = (count: number): string => query('Fid_'.repeat(count));
  expect(read(reader, [tokens(256), tokens(257)]).rows).toBe(1);
  expect(read(reader, [query('S1_VNATEmSNC:0A0C0D0FS:1A0C0D')]).rows).toBe(0);
});

test('stops at a line that is not regular, wherever the block ends', () => {
  const reader = readerOf(new RunMemory([1, 1, 1, 1]));
  const good = record('anna');
  const bad = [
    '#Fields: date time',
    '',
    ' ',
    good.replace('200', ' 200'),
    `${good} `,
    good.replace('-05-', '-13-'),
    good.replace(' 07:', '_07:'),
    good.replace('200', '2x0'),
    good.replace(' GET', '\rGET'),
    good.slice(0, -4),
    `${good} more`,
    good.replace('anna', 'x'.repeat(70_000)),
    good.replace('/owa/ -', '/Microsoft-Server-ActiveSync/ Log=a&log=b'),
  ];
  for (const line of bad) expect(read(reader, [good, good, line, good]).rows, line).toBe(2);
  expect(read(reader, [good, good]).rows).toBe(2);
});

test('keeps empty texts beside long ones', () => {
  const reader = readerOf(new RunMemory([1, 1, 1, 1]));
  const eas = '/Microsoft-Server-ActiveSync/default.eas';
  const logs = Array.from({ length: 5000 }, (_, n) => (n % 500 === 7 ? `X${'y'.repeat(n)}` : 'S1'));
  const lines = logs.map((log) => record('-').replace('/owa/ -', `${eas} Cmd=Ping&Log=${log}`));
  const texts = [...readTexts(reader, lines)];
  expect(texts).toEqual(logs.map((log) => (log === 'S1' ? '' : log)));
});
