import { expect, test } from 'vitest';
import ncsa from '../../../src/parsers/formats/ncsa.format.ts';
import { readLines } from './read-lines.ts';

const line = (time: string): string => `10.1.2.3 - - [${time}] "GET /a HTTP/1.1" 200 5`;

test('takes NCSA times without a zone for those of the zone given', async () => {
  const lines = [line('01/May/2024:06:00:04'), line('01/May/2024:06:00:04 +0100')];
  const read = async (zone?: string): Promise<unknown> => {
    const { rows } = await readLines(ncsa, lines, zone === undefined ? {} : { zone });
    return rows.map((row) => row['requested_at']);
  };
  expect(await read(`'Europe/Berlin'`)).toEqual(['2024-05-01 04:00:04', '2024-05-01 05:00:04']);
  // A file without local times in its head is not asked for a zone.
  expect(await read('null::varchar')).toEqual(['2024-05-01 06:00:04', '2024-05-01 05:00:04']);
  expect(await read()).toEqual(['2024-05-01 06:00:04', '2024-05-01 05:00:04']);
});

test('knows whether the times of an NCSA log are local ones', () => {
  const isLocal = (...times: string[]): boolean =>
    ncsa.localTime({ fileName: 'x.log', lines: times.map(line) });
  expect(isLocal('01/May/2024:06:00:04')).toBe(true);
  expect(isLocal('01/May/2024:06:00:04 +0000', '01/May/2024:06:00:04 +0200')).toBe(false);
});

test('rejects NCSA zones that the earth does not have', async () => {
  const zones = ['+9999', '+1500', '-0060', '+1400', '-0930'];
  const { rows, rejects } = await readLines(
    ncsa,
    zones.map((zone) => line(`01/May/2024:06:00:04 ${zone}`)),
  );
  expect(rejects.map((row) => [row['line_no'], row['reason']])).toEqual([
    [1, 'bad-date'],
    [2, 'bad-date'],
    [3, 'bad-date'],
  ]);
  expect(rows.map((row) => row['requested_at'])).toEqual([
    '2024-04-30 16:00:04',
    '2024-05-01 15:30:04',
  ]);
});
