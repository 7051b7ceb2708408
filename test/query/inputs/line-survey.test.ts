import { isUtf8 } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import iisw3c from '../../../src/parsers/formats/iisw3c.format.ts';
import { surveyInPlace } from '../../../src/query/inputs/line-survey.ts';
import { folderWith } from './read.ts';

const fields = '#Fields: date time c-ip cs-uri-stem cs(User-Agent)';
const file = path.join(folderWith({}), 'ex.log');
const { signal } = new AbortController();

interface Found {
  readonly dataLines: number;
  readonly isRegular: boolean;
}

async function surveyed(bytes: Buffer): Promise<Found | undefined> {
  writeFileSync(file, bytes);
  const found = await surveyInPlace(file, iisw3c, signal);
  return found && { dataLines: found.dataLines, isRegular: found.isRegular };
}

/** The same, line by line and with patterns. */
function expected(bytes: Buffer): Found | undefined {
  if (!isUtf8(bytes) || bytes.includes(0) || bytes.includes(1)) return undefined;
  const text = bytes.toString('utf8');
  const lines = text.split(/^[^\r]*\r\n/.test(text) ? '\r\n' : '\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.some((line) => /[\r\n]/.test(line))) return undefined;
  let [dataLines, isRegular, isEmpty, named] = [0, true, false, ''];
  for (const line of lines) {
    if (line === '') isEmpty = true;
    else if (line.startsWith('#Fields')) {
      if (dataLines > 0 && line !== named) return undefined;
      named = line;
    } else if (!line.startsWith('#')) {
      if (/^[\u0000- \ufeff]/.test(line) || isEmpty || named === '') return undefined;
      dataLines++;
      isRegular &&= isRegularLine(line, named.split(' ').length - 1);
    }
  }
  return { dataLines, isRegular };
}

function isRegularLine(line: string, count: number): boolean {
  const values = line.split(' ');
  const [day = '', time = ''] = values;
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []).map(Number);
  const isLeap = year !== undefined && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days =
    [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][(month ?? 0) - 1] ?? 0;
  return (
    values.length === count &&
    !values.includes('') &&
    (year ?? 0) >= 1000 &&
    (date ?? 0) >= 1 &&
    (date ?? 0) <= days &&
    /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time)
  );
}

const good = fc
  .tuple(fc.integer({ min: 0, max: 86_399 }), fc.integer({ min: 1, max: 200 }))
  .map(([second, width]) => {
    const time = new Date(second * 1000).toISOString().slice(11, 19);
    return `2024-05-01 ${time} 10.0.0.1 /${'é'.repeat(width % 5)}${'x'.repeat(width)} Agent`;
  });
const odd = fc.constantFrom(
  ...[
    '2024-02-29',
    '2023-02-29',
    '2024-04-31',
    '2024-13-01',
    '0000-01-01',
    '2024-05-0:',
    '2024-5-1',
  ].map((day) => `${day} 07:00:00 a b c`),
  ...[
    '24:00:00',
    '23:59:59',
    '07:60:00',
    '07:00:60',
    '7:00:00',
    '07:00:0:',
    '07.00:00',
    '07:00:00.5',
    '0/:00:00',
    '/7:00:00',
    '19:5:000',
  ].map((time) => `2024-05-01 ${time} a b c`),
  '2024-05-01 07:00:00 a b',
  '2024-05-01 07:00:00 a b c d',
  '2024-05-01 07:00:00  b c',
  '2024-05-01 07:00:00 a b ',
  '2024-05-01 07:00:00 a b c ',
  '2024-05-01 07:00:00\ta b c',
  ' 2024-05-01 07:00:00 a b c',
  '2024-05-01',
  '#Software:  with  runs  of  blanks ',
  fields,
  '#Fields: date time c-ip',
  '',
  '\ufeff2024-05-01 07:00:00 a b c',
  'a\u0000b',
  'a\u0001b',
  'a\rb',
  'a\nb',
);
const logs = fc
  .record({
    start: fc.constantFrom([fields], ['#Software: x', fields], ['#Software: x'], []),
    lines: fc.array(fc.oneof({ arbitrary: good, weight: 12 }, { arbitrary: odd, weight: 1 }), {
      maxLength: 40,
    }),
    end: fc.constantFrom('\n', '\r\n'),
    isEnded: fc.boolean(),
    isBroken: fc.integer({ min: 0, max: 20 }).map((n) => n === 0),
  })
  .map(({ start, lines, end, isEnded, isBroken }) => {
    const text = [...start, ...lines].join(end) + (isEnded ? end : '');
    return Buffer.concat([Buffer.from(text), Buffer.from(isBroken ? [0xff, 0x0a] : [])]);
  });

it('says of any log what patterns say of it line by line', async () => {
  await fc.assert(
    fc.asyncProperty(logs, async (bytes) => {
      expect(await surveyed(bytes)).toEqual(expected(bytes));
    }),
    { numRuns: 1500 },
  );
});

const line = '2024-05-01 07:00:00 10.0.0.1 /a/page Agent\r\n';

it.each([
  line,
  '2024-05-01 07:00:00 10.0.0.1 /a Agent x\r\n',
  `2024-05-01 07:00:00 a ${'b'.repeat(70_000)} c\r\n`,
  'x\r\n',
  '#Date: 2024-05-01\r\n',
])('sees a line wherever the blocks of a long log are cut', async (other) => {
  const all = Buffer.from(`${fields}\r\n${line.repeat(200_000)}`);
  for (const near of [4 << 20, 8 << 20]) {
    const at = all.lastIndexOf(10, near + 20) + 1;
    const bytes = Buffer.concat([all.subarray(0, at), Buffer.from(other), all.subarray(at)]);
    expect(await surveyed(bytes)).toEqual(expected(bytes));
  }
});

it('looks at the whole of a log that is less regular than it promised, and says so once', async () => {
  const line = '2024-05-01 07:00:00 10.0.0.1 /a x\r\n';
  const head = `${fields}\r\n`;
  writeFileSync(file, head + line);
  const promise = await surveyInPlace(file, iisw3c, signal);
  writeFileSync(file, `${head}${line}2024-05-01 07:00:00 10.0.0.1\r\n${line.repeat(100_000)}`);
  let told = 0;
  const found = await surveyInPlace(file, iisw3c, signal, promise, () => told++);
  expect([promise?.isRegular, found?.isRegular, found?.dataLines, told]).toEqual([
    true,
    false,
    100_002,
    1,
  ]);
});
