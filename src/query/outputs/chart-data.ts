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

export type Json = Record<string, unknown>;

export function pointsOf(data: ChartData): Point[] {
  return data.series.flatMap(({ name, values }) =>
    values.map((v, i) => ({ k: keyOf(data.categories[i] ?? '', i), s: name, v })),
  );
}

export function colorOf(data: ChartData, look: ChartLook): Json {
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
export const keyOf = (c: string, i: number): string => `${i}|${c}`;

export const labelExpr = "substring(datum.value, indexof(datum.value, '|') + 1)";
