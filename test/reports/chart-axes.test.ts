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
});
