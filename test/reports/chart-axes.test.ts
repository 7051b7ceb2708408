import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ChartRow } from '../../src/reports/chart-cells.ts';
import { compileChart, drawChart } from '../../src/reports/chart-render.ts';
import type { SectionColumn } from '../../src/reports/section-sql.ts';

const column = (
  name: string,
  type: SectionColumn['type'],
  title: string,
  unit?: string,
): SectionColumn => ({ name, type, title, doc: '', ...(unit === undefined ? {} : { unit }) });

/** What is drawn of a report's chart, and its texts that can be seen. */
async function draw(
  chart: string,
  columns: readonly SectionColumn[],
  rows: readonly ChartRow[],
): Promise<{ texts: string[]; svg: string }> {
  const file = `${import.meta.dirname}/../../src/reports/${chart}.vl.json`;
  const spec: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const { svg } = await drawChart(await compileChart(spec, columns), rows, 'test');
  // What has no room is there, but cannot be seen.
  const seen = svg.replaceAll(/<text[^>]* opacity="0"[^>]*>.*?<\/text>/g, '');
  return { texts: [...seen.matchAll(/>([^<]+)<\/t/g)].map(([, text]) => text ?? ''), svg };
}

describe('the axes of charts', () => {
  it('count in whole numbers, however few there are', async () => {
    const columns = [
      column('bucket', 'string', 'Bucket', 'days'),
      column('partnerships', 'integer', 'Partnerships'),
    ];
    const { texts } = await draw('last-sync/buckets', columns, [{ row: 0, c0: 'never', c1: 1 }]);
    expect(texts).toEqual(['0', '1', 'Partnerships', 'never']);
    const none = await draw('last-sync/buckets', columns, [{ row: 0, c0: 'never', c1: 0 }]);
    expect(none.texts).toEqual(['0', 'Partnerships', 'never']);
  });

  it('name the unit of a quantity, once', async () => {
    const requested = await draw(
      'heartbeat/requested',
      [
        column('heartbeat_s', 'integer', 'Heartbeat asked for', 's'),
        column('requests', 'integer', 'Requests'),
      ],
      [{ row: 0, c0: 1080, c1: 1 }],
    );
    expect(requested.texts).toContain('Heartbeat asked for (s)');
    const histogram = await draw(
      'last-sync/histogram',
      [
        column('days_since', 'integer', 'Days since', 'days'),
        column('partnerships', 'integer', 'Partnerships'),
      ],
      [{ row: 0, c0: 2, c1: 1 }],
    );
    expect(histogram.texts).toEqual(['0', '1', '2', 'Days since', '0', '1', 'Partnerships']);
  });

  it('end within the picture', async () => {
    const columns = [column('device_type', 'string', 'Device type'), column('hits', 'integer', '')];
    const rows = [{ row: 0, c0: 'a device type with a long name', c1: 25_200 }];
    const { svg } = await draw('activity/types', columns, rows);
    const [left, mark] = [/<g [^>]*translate\((\d+),/, /translate\(([\d.]+),[^>]*>25,000</].map(
      (pattern) => Number(pattern.exec(svg)?.[1]),
    );
    const width = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    // Half of the text's width, as it is reckoned where nothing can be measured.
    expect((left ?? 0) + (mark ?? 0) + 28).toBeLessThanOrEqual(width);
  });

  it('tell the fewest requests from none', async () => {
    const columns = [
      column('heartbeat_s', 'integer', 'Heartbeat asked for', 's'),
      column('achieved', 'string', 'Achieved', 's'),
      column('requests', 'integer', 'Requests'),
    ];
    const { texts, svg } = await draw('heartbeat/achieved', columns, [
      { row: 0, c0: 1080, c1: '<60', c2: 1 },
      { row: 1, c0: 480, c1: '480-539', c2: 2_000_000 },
    ]);
    expect(texts).toEqual(
      expect.arrayContaining(['1,080', 'Heartbeat asked for (s)', 'Achieved (s)', '10 – 100']),
    );
    const shades = [...svg.matchAll(/h[\d.]+v[\d.]+h-[\d.]+Z" fill="#0072b2" opacity="([\d.]+)"/g)];
    expect(shades.map(([, shade]) => Number(shade))).toEqual(expect.arrayContaining([0.3, 1]));
  });
});

const dayMs = 86_400_000;
const dayColumns = [column('day', 'date', 'Day'), column('hits', 'integer', 'Hits')];

async function drawDays(from: string, count: number) {
  const rows = Array.from({ length: count }, (_, row) => ({
    ...{ row, c0: Date.parse(from) + row * dayMs, c1: 10 },
  }));
  const { texts, svg } = await draw('activity/days', dayColumns, rows);
  const bars = [...svg.matchAll(/<path d="M(-?[\d.]+),[\d.]+h([\d.]+)v/g)].slice(-count);
  const edges = bars.map(
    ([, left, width]) => [Number(left), Number(left) + Number(width)] as const,
  );
  const gaps = edges.slice(1).map(([left], index) => left - (edges[index]?.[1] ?? 0));
  return { texts, gaps };
}

describe('a chart of days', () => {
  it('names each of a few days', async () => {
    const { texts, gaps } = await drawDays('2024-05-01', 3);
    expect(texts.slice(0, 4)).toEqual(['1 May', '2 May', '3 May', 'Day']);
    expect(Math.min(...gaps)).toBeGreaterThan(20);
    expect((await drawDays('2024-05-01', 1)).texts.slice(0, 2)).toEqual(['1 May', 'Day']);
  });

  it('gives the year where there are several', async () => {
    const { texts } = await drawDays('2021-05-01', 1096);
    expect(texts.slice(0, 4)).toEqual(['1 Jan', '2022', '1 Jan', '2023']);
    const [newYearsEve, year] = (await drawDays('2023-12-31', 2)).texts;
    expect([newYearsEve, year]).toEqual(['31 Dec', '2023']);
    // The end of the axis is the next year's first moment, which no bar reaches.
    expect((await drawDays('2023-12-30', 2)).texts.slice(0, 3)).toEqual([
      '30 Dec',
      '31 Dec',
      'Day',
    ]);
  });

  it('leaves no gaps between a thousand of them', async () => {
    const { gaps } = await drawDays('2021-05-01', 1096);
    expect(gaps).toHaveLength(1095);
    expect(Math.max(...gaps)).toBeLessThan(0);
  });
});
