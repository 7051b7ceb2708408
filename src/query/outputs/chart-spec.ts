import type { TopLevelSpec } from 'vega-lite';
import type { ChartShape } from './chart-parameters.ts';

/** What a chart shows: categories along one axis and series of numbers. */
export interface ChartData {
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
  }[];
}

export interface ChartLook {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly hasLegend: boolean;
  readonly hasCategories: boolean;
  readonly hasValues: boolean;
  /** Most category labels; Infinity = all. */
  readonly maxLabels: number;
}

interface Point {
  readonly k: string;
  readonly s: string;
  readonly v: number | null;
}

type Json = Record<string, unknown>;

/**
 * The Vega-Lite specification of a chart. Column names and values of the query are data in it,
 * under fixed field names (`k`, `s`, `v`): nothing from a log becomes an expression.
 */
export function chartSpec(shape: ChartShape, data: ChartData, look: ChartLook): TopLevelSpec {
  const layers = layersOf(shape, data, look);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: look.width,
    height: look.height,
    autosize: { type: 'fit', contains: 'padding' },
    background: 'white',
    padding: 8,
    ...(look.title === '' ? {} : { title: { text: look.title, limit: look.width - 40 } }),
    config: { view: { stroke: null }, font: 'sans-serif', axis: { labelLimit: 160 } },
    ...layers,
  } as TopLevelSpec;
}

function pointsOf(data: ChartData): Point[] {
  return data.series.flatMap(({ name, values }) =>
    values.map((v, i) => ({ k: keyOf(data.categories[i] ?? '', i), s: name, v })),
  );
}

function layersOf(shape: ChartShape, data: ChartData, look: ChartLook): Json {
  switch (shape.family) {
    case 'line':
    case 'area':
    case 'bar':
    case 'column':
      return cartesian(shape, data, look);
    case 'pie':
      return pie(shape, data, look);
    case 'radar':
      return radar(shape, data, look);
    case 'polar':
      return polar(shape, data, look);
    case 'scatter':
    case 'bubble':
      return scatter(shape, data, look);
    case 'stock':
      return stock(shape, data, look);
  }
}

function colorOf(data: ChartData, look: ChartLook): Json {
  const names = data.series.map(({ name }) => name);
  return {
    field: 's',
    type: 'nominal',
    sort: names,
    scale: { scheme: 'tableau10' },
    legend: look.hasLegend ? { title: null, labelLimit: 200 } : null,
  };
}

/** A category on the axis: its place keeps equal labels apart, the label follows the bar. */
const keyOf = (c: string, i: number): string => `${i}|${c}`;
const labelExpr = "substring(datum.value, indexof(datum.value, '|') + 1)";

/** Labels for every nth category, so that no more than `maxLabels` are drawn. */
function categoryAxis(data: ChartData, look: ChartLook): Json {
  if (!look.hasCategories) return { sort: null, axis: null };
  const step = Math.max(1, Math.ceil(data.categories.length / look.maxLabels));
  const shown = data.categories.map(keyOf).filter((_, i) => i % step === 0);
  const values = step > 1 ? { values: shown } : {};
  return { sort: null, axis: { title: null, labelOverlap: true, ...values, labelExpr } };
}

function cartesian(shape: ChartShape, data: ChartData, look: ChartLook): Json {
  const isBar = shape.family === 'bar';
  const isGrouped = (isBar || shape.family === 'column') && shape.stack === undefined;
  const category = { field: 'k', type: 'ordinal', ...categoryAxis(data, look) };
  const value = {
    field: 'v',
    type: 'quantitative',
    stack: shape.stack ?? null,
    axis: { title: data.series.length === 1 ? (data.series[0]?.name ?? null) : null, format: '~s' },
  };
  const color = colorOf(data, look);
  const offset =
    isGrouped && data.series.length > 1 ? { field: 's', sort: color['sort'] } : undefined;
  const encoding = {
    [isBar ? 'y' : 'x']: category,
    [isBar ? 'x' : 'y']: value,
    color,
    ...(offset === undefined ? {} : { [isBar ? 'yOffset' : 'xOffset']: offset }),
  };
  const marks = [{ mark: markOf(shape), encoding }];
  if (look.hasValues) {
    const text = { field: 'v', type: 'quantitative', format: ',~g' };
    const place = isBar ? { align: 'left', dx: 3 } : { dy: -6 };
    marks.push({
      mark: { type: 'text', fontSize: 9, ...place },
      encoding: { ...encoding, text },
    });
  }
  return { data: { values: pointsOf(data) }, layer: marks };
}

function markOf(shape: ChartShape): Json {
  const interpolate = shape.smooth === true ? { interpolate: 'monotone' } : {};
  switch (shape.family) {
    case 'line':
      return { type: 'line', point: shape.markers === true, ...interpolate };
    case 'area':
      return { type: 'area', ...(shape.stack === undefined ? { opacity: 0.6, line: true } : {}) };
    default:
      return { type: 'bar' };
  }
}

function pie(shape: ChartShape, data: ChartData, look: ChartLook): Json {
  const [first] = data.series;
  const radius = Math.min(look.width, look.height) / 2 - 30;
  const values = (first?.values ?? []).map((v, i) => ({
    i,
    c: data.categories[i] ?? '',
    v: Math.max(0, v ?? 0),
  }));
  const total = values.reduce((sum, { v }) => sum + v, 0);
  const labelled = values.map((one) => ({
    ...one,
    t: total === 0 ? '' : `${((100 * one.v) / total).toFixed(1)} %`,
  }));
  const color = {
    field: 'c',
    type: 'nominal',
    sort: null,
    scale: { scheme: 'tableau20' },
    legend: look.hasLegend ? { title: null, labelLimit: 200 } : null,
  };
  const theta = { field: 'v', type: 'quantitative', stack: true };
  const order = { field: 'i', type: 'ordinal' };
  const arc = {
    mark: {
      type: 'arc',
      outerRadius: radius,
      innerRadius: shape.hole === true ? radius * 0.55 : 0,
      stroke: 'white',
      ...(shape.exploded === true ? { padAngle: 0.04, strokeWidth: 4 } : {}),
    },
    encoding: { theta, color, order },
  };
  const label = {
    mark: { type: 'text', radius: radius + 16, fontSize: 9 },
    encoding: { theta, order, text: { field: 't', type: 'nominal' } },
  };
  return { data: { values: labelled }, layer: look.hasValues ? [arc, label] : [arc] };
}

/** x and y of a point on a circle, angle 0 at the top, clockwise. */
const onCircle = (angle: number, radius: number): { x: number; y: number } => ({
  x: Math.sin(angle) * radius,
  y: Math.cos(angle) * radius,
});

const hiddenAxis = {
  axis: null,
  type: 'quantitative',
  scale: { domain: [-1.3, 1.3], nice: false },
};
const xy = { x: { field: 'x', ...hiddenAxis }, y: { field: 'y', ...hiddenAxis } };

function rings(): Json {
  const values = [0.25, 0.5, 0.75, 1].flatMap((radius) =>
    Array.from({ length: 61 }, (_, k) => ({
      r: radius,
      k,
      ...onCircle((k / 60) * 2 * Math.PI, radius),
    })),
  );
  return {
    data: { values },
    mark: { type: 'line', stroke: '#ddd', strokeWidth: 1 },
    encoding: {
      ...xy,
      detail: { field: 'r', type: 'nominal' },
      order: { field: 'k', type: 'quantitative' },
    },
  };
}

function radar(shape: ChartShape, data: ChartData, look: ChartLook): Json {
  const count = Math.max(1, data.categories.length);
  const largest = Math.max(
    1e-9,
    ...data.series.flatMap(({ values }) => values.map((v) => Math.abs(v ?? 0))),
  );
  const points = data.series.flatMap(({ name, values }) =>
    [...values, values[0] ?? null].map((v, k) => ({
      s: name,
      k,
      ...onCircle(((k % count) / count) * 2 * Math.PI, Math.abs(v ?? 0) / largest),
    })),
  );
  const labels = data.categories.map((c, i) => ({
    c,
    ...onCircle((i / count) * 2 * Math.PI, 1.15),
  }));
  return {
    layer: [rings(), ...circleLayers(shape, points, data, look), ...labelLayer(labels, look)],
  };
}

function labelLayer(values: readonly Json[], look: ChartLook): Json[] {
  if (!look.hasCategories) return [];
  const text = { field: 'c', type: 'nominal' };
  return [
    {
      data: { values },
      mark: { type: 'text', fontSize: 10, limit: 120 },
      encoding: { ...xy, text },
    },
  ];
}

function circleLayers(
  shape: ChartShape,
  values: readonly Json[],
  data: ChartData,
  look: ChartLook,
): Json[] {
  const encoding = {
    ...xy,
    color: colorOf(data, look),
    order: { field: 'k', type: 'quantitative' },
  };
  const layers: Json[] = [];
  const hasLine = shape.family === 'radar' || shape.lines === true;
  if (hasLine) {
    const interpolate = shape.smooth === true ? 'cardinal' : 'linear';
    const fill = shape.filled === true ? { fillOpacity: 0.25, filled: true } : {};
    layers.push({ data: { values }, mark: { type: 'line', interpolate, ...fill }, encoding });
  }
  if (shape.markers === true || !hasLine) {
    const { x, y, color } = encoding;
    layers.push({
      data: { values },
      mark: { type: 'point', filled: true },
      encoding: { x, y, color },
    });
  }
  return layers;
}

/** Columns in pairs: angle in degrees, radius. */
function polar(shape: ChartShape, data: ChartData, look: ChartLook): Json {
  const [angles, ...radii] = data.series;
  const largest = Math.max(
    1e-9,
    ...radii.flatMap(({ values }) => values.map((v) => Math.abs(v ?? 0))),
  );
  const points = radii.flatMap(({ name, values }) =>
    values.map((v, k) => ({
      s: name,
      k,
      ...onCircle(((angles?.values[k] ?? 0) / 180) * Math.PI, Math.abs(v ?? 0) / largest),
    })),
  );
  const shown = { ...data, series: radii };
  return { layer: [rings(), ...circleLayers(shape, points, shown, look)] };
}

/** The first number is x, the others are y; a bubble's size is the third. */
function scatter(shape: ChartShape, data: ChartData, look: ChartLook): Json {
  const [xs, ...rest] = data.series;
  const isBubble = shape.family === 'bubble';
  const ys = isBubble ? rest.slice(0, 1) : rest;
  const sizes = isBubble ? rest[1] : undefined;
  const values = ys.flatMap(({ name, values: list }) =>
    list.map((v, i) => ({ s: name, x: xs?.values[i] ?? null, v, z: sizes?.values[i] ?? 1 })),
  );
  const title = (name: string | undefined): Json => ({ title: name ?? null, format: '~s' });
  const encoding = {
    x: { field: 'x', type: 'quantitative', axis: title(xs?.name), scale: { zero: false } },
    y: {
      field: 'v',
      type: 'quantitative',
      axis: title(ys.length === 1 ? ys[0]?.name : undefined),
      scale: { zero: false },
    },
    color: colorOf({ ...data, series: ys }, look),
  };
  const layers: Json[] = [];
  if (shape.lines === true) {
    const interpolate = shape.smooth === true ? 'monotone' : 'linear';
    layers.push({ mark: { type: shape.filled === true ? 'area' : 'line', interpolate }, encoding });
  }
  if (isBubble) {
    const size = { field: 'z', type: 'quantitative', legend: null, scale: { range: [20, 1500] } };
    layers.push({ mark: { type: 'circle', opacity: 0.6 }, encoding: { ...encoding, size } });
  } else if (shape.markers === true || shape.lines !== true) {
    layers.push({ mark: { type: 'point', filled: true }, encoding });
  }
  return { data: { values }, layer: layers };
}

/** High, low, close; with an open price in front for StockOHLC. */
function stock(shape: ChartShape, data: ChartData, look: ChartLook): Json {
  const offset = shape.open === true ? 1 : 0;
  const at = (series: number, i: number): number | null => data.series[series]?.values[i] ?? null;
  const values = data.categories.map((c, i) => ({
    k: keyOf(c, i),
    o: shape.open === true ? at(0, i) : null,
    h: at(offset, i),
    l: at(offset + 1, i),
    e: at(offset + 2, i),
  }));
  const x = { field: 'k', type: 'ordinal', ...categoryAxis(data, look) };
  const y = (field: string): Json => ({
    field,
    type: 'quantitative',
    scale: { zero: false },
    axis: { title: null, format: '~s' },
  });
  const tick = (field: string, xOffset: number): Json => ({
    mark: { type: 'tick', size: 8, thickness: 2, xOffset },
    encoding: { x, y: y(field) },
  });
  return {
    data: { values },
    layer: [
      { mark: 'rule', encoding: { x, y: y('l'), y2: { field: 'h' } } },
      tick('e', 4),
      ...(shape.open === true ? [tick('o', -4)] : []),
    ],
  };
}
