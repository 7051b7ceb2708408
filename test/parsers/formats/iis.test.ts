import { expect, test } from 'vitest';
import iis from '../../../src/parsers/formats/iis.format.ts';
import { readLines } from './read-lines.ts';

const line = (date: string): string =>
  `1.1.1.1, -, ${date}, 7:55:20, W3SVC2, S, 1.1.1.1, 1, 1, 1, 200, 0, GET, /, -,`;

/** What becomes of the dates: the day read, or the reason of the reject, in their order. */
async function read(dates: readonly string[], order?: 'dmy' | 'mdy' | 'iso'): Promise<unknown[]> {
  const header = order === undefined ? {} : { dates: order };
  const { rows, rejects } = await readLines(iis, dates.map(line), {}, header);
  const days = rows.map((row) => [row['line_no'], (row['requested_at'] as string).slice(0, 10)]);
  const reasons = rejects.map((row) => [row['line_no'], row['reason']]);
  const all = new Map([...days, ...reasons] as [number, string][]);
  return dates.map((_, i) => all.get(i + 1));
}

test('guesses no order of day and month line by line in native logs', async () => {
  const open = ['13/5/24', '24/5/1', '5-1-24', '99/99/24'];
  expect(await read(open)).toEqual(open.map(() => 'bad-date'));
  const plain = ['5/1/24', '05/13/2024', '1.5.24', '1.5.2024', '2024-05-01', '2024/5/1'];
  expect(await read(plain)).toEqual([
    '2024-05-01',
    '2024-05-13',
    ...plain.slice(2).map(() => '2024-05-01'),
  ]);
});

test('reads in native logs what --dates says, with dashes too', async () => {
  const first = '2024-05-01';
  expect(await read(['1/5/24', '1.5.2024', '1-5-24'], 'dmy')).toEqual([first, first, first]);
  expect(await read(['5/1/24', '5/1/2024', '5-1-24'], 'mdy')).toEqual([first, first, first]);
  expect(await read(['24/5/1', '2024/5/1', '24-5-1'], 'iso')).toEqual([first, first, first]);
});
