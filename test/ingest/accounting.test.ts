import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Filter } from '../../src/ingest/filter.ts';
import { Bench, header } from './iis-log.ts';

/** A line as it is judged by hand: what it is, of which traffic, when. */
interface Made {
  readonly text: string;
  readonly kind: 'good' | 'bad-line' | 'bad-value' | 'directive' | 'blank';
  /** The narrowest traffic that keeps it: 0 mobile, 1 web, 2 all. */
  readonly width: number;
  /** Seconds since 2024-05-01. */
  readonly at: number;
}

const stems: readonly (readonly [string, number])[] = [
  ['/Microsoft-Server-ActiveSync/default.eas', 0],
  ['/MICROSOFT-SERVER-ACTIVESYNC', 0],
  ['/Autodiscover/Autodiscover.xml', 0],
  ['/owa/auth.owa', 1],
  ['/exchange/anna/Inbox', 1],
  ['/iisstart.htm', 2],
  ['/', 2],
];

const made: fc.Arbitrary<Made> = fc
  .record({
    stem: fc.constantFrom(...stems),
    at: fc.nat(3 * 86_400 - 1),
    odd: fc.option(
      fc.constantFrom('short', 'long', 'date', 'time', 'status', 'took', 'blank', 'directive'),
      { freq: 3 },
    ),
  })
  .map(({ stem: [stem, width], at, odd }) => {
    const [date = '', clock = ''] = new Date(Date.UTC(2024, 4, 1) + at * 1000)
      .toISOString()
      .split(/[T.]/);
    const day = odd === 'date' ? '2024-13-01' : date;
    const time = odd === 'time' ? '7.00' : clock;
    const status = odd === 'status' ? '2e2' : '200';
    const took = odd === 'took' ? '0x1F' : '5';
    const values = `${day} ${time} 10.0.0.1 POST ${stem} User=u&DeviceId=D&DeviceType=T&Cmd=Sync 443 u 10.1.2.3 Agent ${status} 0 0 ${took}`;
    if (odd === 'blank') return { text: '', kind: 'blank', width, at };
    if (odd === 'directive') {
      return { text: '#Date: 2024-05-02 00:00:00', kind: 'directive', width, at };
    }
    if (odd === 'short') return { text: values.slice(0, -2), kind: 'bad-line', width, at };
    if (odd === 'long') return { text: `${values} x`, kind: 'bad-line', width, at };
    if (odd === 'date' || odd === 'time') return { text: values, kind: 'bad-line', width, at };
    const isBad = odd === 'status' || odd === 'took';
    return { text: values, kind: isBad ? 'bad-value' : 'good', width, at };
  });

const widths = { mobile: 0, web: 1, all: 2 } as const;
const filter: fc.Arbitrary<Filter> = fc
  .record({
    traffic: fc.constantFrom('mobile', 'web', 'all'),
    since: fc.option(fc.constantFrom(0, 86_400, 100_000), { nil: undefined }),
    until: fc.option(fc.constantFrom(86_400, 130_000, 172_800, 259_200), { nil: undefined }),
  })
  .filter(({ since, until }) => since === undefined || until === undefined || since < until)
  .map(({ traffic, since, until }) => ({
    traffic,
    ...(since === undefined ? {} : { since: moment(since) }),
    ...(until === undefined ? {} : { until: moment(until) }),
  }));

function moment(at: number): string {
  return new Date(Date.UTC(2024, 4, 1) + at * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Whether any of the filters so far keeps the line. */
function isKept({ width, at }: Made, filters: readonly Filter[]): boolean {
  return filters.some(
    ({ traffic, since, until }) =>
      width <= widths[traffic] &&
      (since === undefined || moment(at) >= since) &&
      (until === undefined || moment(at) < until),
  );
}

function counted(lines: readonly Made[], filters: readonly Filter[]) {
  const count = (is: (line: Made) => boolean): number => lines.filter(is).length;
  const rows = count((line) => line.kind === 'good' && isKept(line, filters));
  const rejects = count(
    (line) => line.kind === 'bad-line' || (line.kind === 'bad-value' && isKept(line, filters)),
  );
  const directives = 4 + count(({ kind }) => kind === 'directive');
  const blank = count(({ kind }) => kind === 'blank');
  const data = 4 + lines.length - directives - blank;
  const filtered = data - rows - rejects;
  return { lines: 4 + lines.length, directives, blank, data, rows, filtered, rejects, pending: 0 };
}

test('counts rows, filtered and rejects as lines counted by hand, however loads widen', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(made, { minLength: 3, maxLength: 40 }),
      fc.array(made, { maxLength: 15 }),
      fc.array(filter, { minLength: 1, maxLength: 4 }),
      async (first, more, filters) => {
        const bench = new Bench();
        // A data line in any case: without one a file has no identity.
        const good: Made = { ...(first[0] as Made), kind: 'bad-line', text: 'x' };
        const start = [good, ...first];
        const text = (lines: readonly Made[]): string =>
          `${header}${lines.map((line) => `${line.text}\r\n`).join('')}`;
        const file = bench.write('ex.log', text(start));
        const used: Filter[] = [];
        for (const each of filters) {
          used.push(each);
          await bench.ingest([file], { filter: each });
          expect(await bench.files()).toMatchObject([counted(start, used)]);
        }
        // The file grows; the new lines are offered to the last filter alone.
        const last = used.slice(-1);
        bench.write('ex.log', text([...start, ...more]));
        await bench.ingest([file], { filter: last[0] as Filter });
        const before = counted(start, used);
        const after = counted(more, last);
        expect(await bench.files()).toMatchObject([
          {
            data: before.data + after.data,
            rows: before.rows + after.rows,
            rejects: before.rejects + after.rejects,
            filtered: before.filtered + after.filtered,
          },
        ]);
        await bench.ingest([file], { filter: { traffic: 'all' } });
        expect(await bench.files()).toMatchObject([
          counted([...start, ...more], [{ traffic: 'all' }]),
        ]);
      },
    ),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 4), endOnFailure: true },
  );
}, 120_000);
