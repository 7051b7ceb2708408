/**
 * Colours of charts. Each stands for a custom property of the page's style sheet, which replaces it
 * by attribute selectors: one drawing serves light, dark and print.
 */
export const chartColors = {
  ink: '#20262e',
  muted: '#5b6570',
  rule: '#dfe3e8',
  accent: '#1f5fa8',
  series: ['#0072b2', '#c4520a', '#00805c', '#a3457f', '#6b59b0', '#846200', '#56616c'],
} as const;

const font = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const someNameOver = (length: number): string =>
  `test(regexp('[^,]{${length + 1}}'), join(domain('color'), ','))`;
/** The width of a name in a legend with its mark, in pixels: text cannot be measured here. */
const legendColumn = `(length(domain('color')) === 0 ? 130 : ${someNameOver(12)} ? 195 : ${someNameOver(6)} ? 120 : 80)`;

/** Vega-Lite's config for every chart. */
export const chartConfig = {
  background: 'transparent',
  font,
  aria: false,
  padding: 4,
  view: { stroke: 'transparent' },
  axis: {
    labelColor: chartColors.muted,
    titleColor: chartColors.muted,
    domainColor: chartColors.rule,
    tickColor: chartColors.rule,
    gridColor: chartColors.rule,
    gridWidth: 1,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelLimit: 220,
    labelPadding: 6,
    titlePadding: 8,
    labelSeparation: 6,
    tickCount: 6,
  },
  axisX: {
    ticks: false,
    domain: false,
    tickCount: { signal: 'clamp(floor(width / 60), 2, 6)' },
  },
  axisY: { domain: false, ticks: false },
  axisBand: { grid: false },
  legend: {
    labelColor: chartColors.ink,
    titleColor: chartColors.muted,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    orient: 'top',
    columns: { signal: `max(1, floor(width / ${legendColumn}))` },
  },
  header: {
    labelColor: chartColors.ink,
    titleColor: chartColors.muted,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
  },
  bar: { color: chartColors.series[0], discreteBandSize: { band: 0.72 } },
  line: { color: chartColors.series[0], strokeWidth: 2 },
  area: { color: chartColors.series[0] },
  point: { color: chartColors.series[0], filled: true, size: 36 },
  rule: { color: chartColors.muted },
  text: { color: chartColors.ink, fontSize: 12 },
  rect: { color: chartColors.series[0] },
  range: {
    category: [...chartColors.series],
    ramp: { scheme: 'blues' },
    heatmap: { scheme: 'blues' },
  },
  axisTemporal: {
    format: {
      year: '%Y',
      quarter: '%b',
      month: '%b',
      week: '%-d %b',
      date: '%-d %b',
      day: '%-d %b',
      hours: '%H:%M',
      minutes: '%H:%M',
      seconds: '%H:%M:%S',
      milliseconds: '%S.%L',
    },
  },
} as const;
