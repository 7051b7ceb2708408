import { type ChartData, type ChartLook, type Json, colorOf } from './chart-data.ts';
import type { ChartShape } from './chart-parameters.ts';

export function pie(shape: ChartShape, data: ChartData, look: ChartLook): Json {
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

export function radar(shape: ChartShape, data: ChartData, look: ChartLook): Json {
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
export function polar(shape: ChartShape, data: ChartData, look: ChartLook): Json {
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
