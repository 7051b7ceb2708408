import type { Parameter } from '../command-line-parameters.ts';

/** How the rows of one chart type are drawn. */
export interface ChartShape {
  readonly family:
    'line' | 'bar' | 'column' | 'area' | 'pie' | 'radar' | 'stock' | 'polar' | 'scatter' | 'bubble';
  readonly stack?: 'zero' | 'normalize';
  readonly markers?: boolean;
  readonly smooth?: boolean;
  readonly lines?: boolean;
  readonly filled?: boolean;
  readonly hole?: boolean;
  readonly exploded?: boolean;
  readonly open?: boolean;
}

const stacks = { '': {}, Stacked: { stack: 'zero' }, Stacked100: { stack: 'normalize' } } as const;

function families(): [string, ChartShape][] {
  const shapes: [string, ChartShape][] = [];
  for (const [stacked, stack] of Object.entries(stacks)) {
    for (const [marked, markers] of [
      ['', false],
      ['Markers', true],
    ] as const) {
      shapes.push([`Line${stacked}${marked}`, { family: 'line', ...stack, markers }]);
      shapes.push([
        `SmoothLine${stacked}${marked}`,
        { family: 'line', ...stack, markers, smooth: true },
      ]);
    }
    for (const depth of ['', '3D']) {
      shapes.push([`Area${stacked}${depth}`, { family: 'area', ...stack }]);
      if (stacked === '') continue;
      shapes.push([`Bar${stacked}${depth}`, { family: 'bar', ...stack }]);
      shapes.push([`Column${stacked}${depth}`, { family: 'column', ...stack }]);
    }
  }
  return shapes;
}

/** Every chart type of the original; what was three-dimensional is drawn flat. */
export const chartShapes: ReadonlyMap<string, ChartShape> = new Map<string, ChartShape>([
  ...families(),
  ['Line3D', { family: 'line' }],
  ['LineOverlapped3D', { family: 'line' }],
  ['Bar3D', { family: 'bar' }],
  ['BarClustered', { family: 'bar' }],
  ['BarClustered3D', { family: 'bar' }],
  ['Column3D', { family: 'column' }],
  ['ColumnClustered', { family: 'column' }],
  ['ColumnClustered3D', { family: 'column' }],
  ['AreaOverlapped3D', { family: 'area' }],
  ['Pie', { family: 'pie' }],
  ['Pie3D', { family: 'pie' }],
  ['PieExploded', { family: 'pie', exploded: true }],
  ['PieExploded3D', { family: 'pie', exploded: true }],
  ['PieStacked', { family: 'pie' }],
  ['Doughnut', { family: 'pie', hole: true }],
  ['DoughnutExploded', { family: 'pie', hole: true, exploded: true }],
  ['RadarLine', { family: 'radar' }],
  ['RadarLineMarkers', { family: 'radar', markers: true }],
  ['RadarLineFilled', { family: 'radar', filled: true }],
  ['RadarSmoothLine', { family: 'radar', smooth: true }],
  ['RadarSmoothLineMarkers', { family: 'radar', smooth: true, markers: true }],
  ['StockHLC', { family: 'stock' }],
  ['StockOHLC', { family: 'stock', open: true }],
  ['PolarMarkers', { family: 'polar', markers: true }],
  ['PolarLine', { family: 'polar', lines: true }],
  ['PolarLineMarkers', { family: 'polar', lines: true, markers: true }],
  ['PolarSmoothLine', { family: 'polar', lines: true, smooth: true }],
  ['PolarSmoothLineMarkers', { family: 'polar', lines: true, smooth: true, markers: true }],
  ['ScatterMarkers', { family: 'scatter', markers: true }],
  ['ScatterLine', { family: 'scatter', lines: true }],
  ['ScatterLineMarkers', { family: 'scatter', lines: true, markers: true }],
  ['ScatterLineFilled', { family: 'scatter', lines: true, filled: true }],
  ['ScatterSmoothLine', { family: 'scatter', lines: true, smooth: true }],
  ['ScatterSmoothLineMarkers', { family: 'scatter', lines: true, smooth: true, markers: true }],
  ['Bubble', { family: 'bubble' }],
  ['BubbleLine', { family: 'bubble', lines: true }],
]);

export const chartParameters: readonly Parameter[] = [
  {
    name: 'chartType',
    kind: 'choice',
    choices: [...chartShapes.keys()],
    default: 'Line',
    doc: 'The kind of chart.',
  },
  { name: 'categories', kind: 'auto', default: 'AUTO', doc: 'Labels along the category axis.' },
  {
    name: 'maxCategoryLabels',
    kind: 'number',
    default: '0',
    doc: 'Most labels there; 0 = as many as fit, -1 = all.',
  },
  { name: 'legend', kind: 'auto', default: 'AUTO', doc: 'A legend of the series.' },
  { name: 'values', kind: 'auto', default: 'AUTO', doc: 'The values themselves, as labels.' },
  { name: 'groupSize', kind: 'text', default: '640x480', doc: 'Width and height in pixels.' },
  {
    name: 'fileType',
    kind: 'choice',
    choices: ['GIF', 'JPG', 'PNG', 'SVG', 'HTML', 'AUTO'],
    default: 'AUTO',
    doc: 'The kind of file; AUTO goes by the name.',
  },
  { name: 'config', kind: 'text', default: '', doc: 'Scripts for Office components: refused.' },
  { name: 'chartTitle', kind: 'text', default: 'Auto', doc: 'The title; Auto names the series.' },
  {
    name: 'oTsFormat',
    kind: 'text',
    default: 'yyyy-MM-dd hh:mm:ss',
    doc: 'How timestamps are written in the labels.',
  },
  { name: 'view', kind: 'switch', default: 'OFF', doc: 'Show the chart when it is done.' },
];
