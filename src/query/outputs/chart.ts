import path from 'node:path';
import type { Value } from '../../duckdb/values.ts';
import { UsageError } from '../../support/errors.ts';
import type { Settings } from '../command-line-parameters.ts';
import { cellText } from './cell-text.ts';
import { chartShapes, type ChartShape } from './chart-parameters.ts';
import type { ChartData, ChartLook } from './chart-data.ts';
import { chartSpec } from './chart-spec.ts';
import { htmlPage } from './html-page.ts';
import { writeFileWhole } from './sink.ts';
import type { OutputColumn, OutputWorld, RecordOutput } from './output.ts';

export interface ChartOptions {
  readonly settings: Settings;
  readonly columns: readonly OutputColumn[];
  readonly target: string;
  readonly world: OutputWorld;
  readonly stdout: NodeJS.WritableStream;
}

type FileKind = 'gif' | 'jpeg' | 'png' | 'svg' | 'html';

const kinds: Readonly<Record<string, FileKind>> = {
  gif: 'gif',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  svg: 'svg',
  html: 'html',
  htm: 'html',
};

/** More than this is no chart: memory and the eye have limits. */
const mostRows = 20_000;

/** Draws the rows as a chart when they have all come. */
export function chartOutput(options: ChartOptions): RecordOutput {
  const { settings, columns, target } = options;
  if (settings.text('config') !== '') {
    throw new UsageError('not-here', '-config scripts address the Office Web Components', {
      hint: 'easel draws with Vega-Lite: use -chartTitle, -legend, -values, -categories, -groupSize',
    });
  }
  const shape = chartShapes.get(settings.text('chartType'));
  if (shape === undefined) throw new Error('no such chart type');
  const kind = fileKind(target, settings.text('fileType'));
  const rows: (readonly Value[])[] = [];
  return {
    write(more) {
      for (const row of more) rows.push(row);
      if (rows.length > mostRows) {
        throw new UsageError(
          'too-many-rows',
          `a chart of more than ${mostRows} rows shows nothing`,
          {
            hint: 'group the rows, or take the first ones with TOP',
          },
        );
      }
      return Promise.resolve();
    },
    async commit() {
      if (rows.length === 0) return;
      const data = chartData(shape, columns, rows, settings);
      const look = lookOf(shape, data, settings);
      const svg = await svgOf(shape, data, look);
      const bytes = await rendered(kind, svg, look, options);
      if (target === 'STDOUT') options.stdout.write(bytes);
      else await writeFileWhole(target, bytes);
    },
    abort: () => Promise.resolve(),
  };
}

function fileKind(target: string, fileType: string): FileKind {
  const word = fileType === 'AUTO' ? path.extname(target).slice(1) : fileType;
  const kind = kinds[word.toLowerCase()] ?? (target === 'STDOUT' ? 'svg' : undefined);
  if (kind !== undefined) return kind;
  throw new UsageError('chart-file', `the name ${path.basename(target)} says no kind of image`, {
    hint: 'end it in .png, .svg, .html, .gif or .jpg, or add -fileType',
  });
}

function chartData(
  shape: ChartShape,
  columns: readonly OutputColumn[],
  rows: readonly (readonly Value[])[],
  settings: Settings,
): ChartData {
  const isNumber = columns.map(({ type }) => type === 'INTEGER' || type === 'REAL');
  const isXy = ['scatter', 'bubble', 'polar'].includes(shape.family);
  const needed = isXy ? 2 : shape.family === 'stock' ? 3 : 1;
  const text = isNumber.indexOf(false);
  // `SELECT sc-status, COUNT(*)`: numbers in front are what the others are of.
  const categoryIndex = text < 0 && !isXy && columns.length > needed ? 0 : text;
  const numbers = columns.map((_, i) => i).filter((i) => isNumber[i] && i !== categoryIndex);
  if (numbers.length < needed) {
    throw new UsageError(
      'chart-columns',
      `the chart type ${settings.text('chartType')} needs ${needed} numeric columns, the query gives ${numbers.length}`,
    );
  }
  const category = columns[categoryIndex];
  const label = category === undefined ? undefined : cellText(category, settings.text('oTsFormat'));
  return {
    categories: rows.map((row, i) =>
      label === undefined ? String(i + 1) : (label(row[categoryIndex] ?? null) ?? '-'),
    ),
    series: numbers.map((i) => ({
      name: columns[i]?.name ?? '',
      values: rows.map((row) => numberOf(row[i] ?? null)),
    })),
  };
}

function numberOf(value: Value): number | null {
  if (typeof value !== 'number' && typeof value !== 'bigint') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function lookOf(shape: ChartShape, data: ChartData, settings: Settings): ChartLook {
  const size = /^(\d{1,5})x(\d{1,5})$/i.exec(settings.text('groupSize').trim());
  const width = Number(size?.[1] ?? 0);
  const height = Number(size?.[2] ?? 0);
  if (width < 50 || height < 50 || width * height > 64_000_000) {
    throw new UsageError(
      'bad-parameter',
      `-groupSize of CHART takes widthxheight, as 640x480, not "${settings.text('groupSize')}"`,
    );
  }
  const auto = (name: string, fallback: boolean): boolean =>
    settings.text(name) === 'AUTO' ? fallback : settings.isOn(name);
  const title = settings.text('chartTitle');
  const isPie = shape.family === 'pie';
  const most = settings.number('maxCategoryLabels');
  return {
    width,
    height,
    title: title === 'Auto' ? data.series.map(({ name }) => name).join(', ') : title,
    hasLegend: auto('legend', isPie || data.series.length > 1),
    hasCategories: auto('categories', true),
    hasValues: auto('values', isPie),
    maxLabels: most < 0 ? Infinity : most === 0 ? 60 : most,
  };
}

async function svgOf(shape: ChartShape, data: ChartData, look: ChartLook): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const { spec } = vegaLite.compile(chartSpec(shape, data, look));
  const { expressionInterpreter } = await import('vega-interpreter');
  const runtime = vega.parse(spec, undefined, { ast: true });
  const view = new vega.View(runtime, {
    renderer: 'none',
    logLevel: vega.Error,
    expr: expressionInterpreter,
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

async function rendered(
  kind: FileKind,
  svg: string,
  look: ChartLook,
  { world }: ChartOptions,
): Promise<Buffer> {
  if (kind === 'svg') return Buffer.from(svg);
  if (kind === 'html') {
    const page = htmlPage(look.title === '' ? 'Chart' : look.title, world.now);
    return Buffer.from(`${page.begin}${svg}\n${page.end}`);
  }
  const canvas = await import('@napi-rs/canvas');
  const image = await canvas.loadImage(Buffer.from(svg));
  const surface = canvas.createCanvas(look.width, look.height);
  const context = surface.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, look.width, look.height);
  context.drawImage(image, 0, 0);
  if (kind === 'gif') return surface.encode('gif');
  return kind === 'png' ? surface.encode('png') : surface.encode('jpeg', 92);
}
