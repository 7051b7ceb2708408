import {
  type ChartData,
  type ChartLook,
  type Json,
  pointsOf,
  colorOf,
  keyOf,
  labelExpr,
} from './chart-data.ts';
import type { ChartShape } from './chart-parameters.ts';

/** Labels for every nth category, so that no more than `maxLabels` are drawn. */
function categoryAxis(data: ChartData, look: ChartLook): Json {
  if (!look.hasCategories) return { sort: null, axis: null };
  const step = Math.max(1, Math.ceil(data.categories.length / look.maxLabels));
  const shown = data.categories.map(keyOf).filter((_, i) => i % step === 0);
  const values = step > 1 ? { values: shown } : {};
  return { sort: null, axis: { title: null, labelOverlap: true, ...values, labelExpr } };
}

export function cartesian(shape: ChartShape, data: ChartData, look: ChartLook): Json {
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

/** The first number is x, the others are y; a bubble's size is the third. */
export function scatter(shape: ChartShape, data: ChartData, look: ChartLook): Json {
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
export function stock(shape: ChartShape, data: ChartData, look: ChartLook): Json {
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
