import type * as Vega from 'vega';
import { chartConfig } from './chart-theme.ts';
import { numberedSpec } from './chart-spec.ts';
import type { ChartRow } from './chart-cells.ts';
import type { SectionColumn } from './section-sql.ts';
import { safeSvg, type SafeSvg } from './svg-markup.ts';

/** The width a chart has without a page around it: on paper and before the client runs. */
const staticWidth = 640;

/** Vega is large: a caller that will draw can load it early, while nothing else is to be done. */
export async function loadVega(): Promise<void> {
  await Promise.all([import('vega-lite'), import('vega')]);
}

/** Compiles a report's Vega-Lite file to a Vega spec without data. */
export async function compileChart(
  spec: unknown,
  columns: readonly SectionColumn[],
): Promise<Vega.Spec> {
  const { compile } = await import('vega-lite');
  const numbered = numberedSpec(spec, columns);
  const isUnit = !['facet', 'row', 'column', 'hconcat', 'vconcat', 'concat', 'repeat'].some(
    (key) => key in numbered || key in ((numbered['encoding'] ?? {}) as object),
  );
  const { spec: compiled } = compile(
    {
      ...(isUnit ? { width: staticWidth, autosize: { type: 'fit-x', contains: 'padding' } } : {}),
      ...numbered,
      data: { name: 'rows' },
    } as never,
    { config: chartConfig as never, logger: quietLogger },
  );
  return compiled;
}

const quietLogger = {
  level: () => quietLogger,
  error: (...parts: unknown[]): never => {
    throw new Error(parts.join(' '));
  },
  warn: () => quietLogger,
  info: () => quietLogger,
  debug: () => quietLogger,
} as never;

/** Draws a chart to SVG text that holds nothing but shapes and text. */
export async function drawChart(
  spec: Vega.Spec,
  rows: readonly ChartRow[],
  id: string,
): Promise<SafeSvg> {
  const { View, parse, Warn } = await import('vega');
  const view = new View(parse(spec), { renderer: 'none', logLevel: Warn });
  view.logger({ ...view.logger(), warn: () => view.logger() } as never);
  try {
    await view.data('rows', [...rows]).runAsync();
    // What stands out at the edges is known only now.
    view.resize();
    return safeSvg(await view.toSVG(), id);
  } finally {
    view.finalize();
  }
}
