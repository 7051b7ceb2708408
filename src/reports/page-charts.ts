import type * as Vega from 'vega';
import { chartRows } from './chart-cells.ts';
import { compileChart, drawChart } from './chart-render.ts';
import type { Section } from './define-report.ts';
import type { RowsView } from './section-rows.ts';
import { sectionColumns } from './section-sql.ts';
import type { SafeSvg } from './svg-markup.ts';

/** A section's chart as its page has it. */
export interface SectionChart {
  readonly spec: Vega.Spec;
  /** As it is without JavaScript and on paper; null where there is nothing to draw. */
  readonly svg: SafeSvg | null;
}

/** How many rows a chart draws. */
export function chartLimit({ chartRows: own }: Section): number {
  return own ?? 2000;
}

/** The chart of a section over its rows, if it has one; times are those of the zone `tz`. */
export async function sectionChart(
  section: Section,
  view: RowsView,
  charts: ReadonlyMap<string, unknown>,
  tz: string,
): Promise<SectionChart | null> {
  if (section.chart === undefined) return null;
  const columns = sectionColumns(section);
  const spec = await compileChart(charts.get(section.chart), columns);
  const rows = chartRows(view, columns, chartLimit(section), tz);
  return { spec, svg: rows.length > 0 ? await drawChart(spec, rows, section.id) : null };
}
