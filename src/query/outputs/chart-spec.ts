import type { TopLevelSpec } from 'vega-lite';
import { cartesian, scatter, stock } from './chart-axes.ts';
import { pie, radar, polar } from './chart-circle.ts';
import type { ChartData, ChartLook, Json } from './chart-data.ts';
import type { ChartShape } from './chart-parameters.ts';

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
