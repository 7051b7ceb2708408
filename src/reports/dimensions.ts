/** A filter (docs/definitions.md, "Filters"), and the days of the period. */
export type DimensionName =
  | 'domain'
  | 'ou'
  | 'policy'
  | 'status'
  | 'category'
  | 'server'
  | 'type'
  | 'os'
  | 'user'
  | 'device'
  | 'day';

export interface FilterDimension {
  readonly title: string;
  /** `tree`: a value takes its subtree. `status`: 401 lies under 4xx. `days`: from and to. */
  readonly kind: 'values' | 'tree' | 'status' | 'days';
}

/** In the order of the page's filter bar. */
export const dimensions: Readonly<Record<DimensionName, FilterDimension>> = Object.freeze({
  day: { title: 'Period', kind: 'days' },
  domain: { title: 'Domain', kind: 'values' },
  ou: { title: 'OU', kind: 'tree' },
  policy: { title: 'Policy', kind: 'values' },
  status: { title: 'Status', kind: 'status' },
  category: { title: 'Category', kind: 'values' },
  server: { title: 'Server', kind: 'values' },
  type: { title: 'Device type', kind: 'values' },
  os: { title: 'OS', kind: 'values' },
  user: { title: 'User', kind: 'values' },
  device: { title: 'Device', kind: 'values' },
});

export const dimensionNames = Object.keys(dimensions) as DimensionName[];
