import { axisTitle, dayMark, guideDefaults } from './chart-axes.ts';
import type { SectionColumn } from './section-sql.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

// What could carry an expression, data or a network address. A spec says how marks look, nothing else.
const forbidden = new Set([
  'data',
  'datasets',
  'transform',
  'expr',
  'signal',
  'params',
  'param',
  'href',
  'url',
  'usermeta',
  'calculate',
  'format',
  'labelExpr',
]);
const allowedFormats = /^[,.~$\d+\-% sfdegr:YmbBHMS/]*$/;

/** What is wrong with a Vega-Lite file of a report; fields must be columns of the section. */
export function specFaults(spec: unknown, columns: readonly string[]): string[] {
  const faults: string[] = [];
  walk(spec as Json, (key, value) => {
    if (key === 'format' && typeof value === 'string' && allowedFormats.test(value)) return;
    if (key === 'filter' || forbidden.has(key))
      faults.push(`chart: '${key}' is not allowed in a spec`);
    if (key === 'field' && typeof value === 'string' && !columns.includes(value)) {
      faults.push(`chart: field ${value} is not among the section's columns`);
    }
  });
  return faults;
}

function walk(node: Json, visit: (key: string, value: Json) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
  } else if (node !== null && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      visit(key, value);
      walk(value, visit);
    }
  }
}

/**
 * The spec with each field renamed to its column's number (`c0`, `c1`, ...) and titled, so that no
 * name outside this project ever reaches Vega as a field.
 */
export function numberedSpec(
  spec: unknown,
  columns: readonly SectionColumn[],
): Record<string, Json> {
  const rename = (node: Json, channel: string): Json => {
    if (Array.isArray(node)) return node.map((item) => rename(item, channel));
    if (node === null || typeof node !== 'object') return node;
    const copy: { [key: string]: Json } = {};
    for (const [key, value] of Object.entries(node)) copy[key] = rename(value, key);
    const { field, mark, encoding } = node;
    if (isObject(encoding) && isObject(encoding['x']) && mark !== undefined) {
      copy['mark'] = dayMark(mark, encoding) as Json;
    }
    if (typeof field === 'string') {
      const index = columns.findIndex((column) => column.name === field);
      copy['field'] = `c${index}`;
      const column = columns[index];
      if (column === undefined) return copy;
      if (!('title' in node) && ('type' in node || 'aggregate' in node)) {
        copy['title'] = axisTitle(node, channel, column);
      }
      const guide = channel === 'x' || channel === 'y' ? 'axis' : 'legend';
      const defaults = guideDefaults(node, channel, column) as { [key: string]: Json };
      if (Object.keys(defaults).length > 0 && node[guide] !== null) {
        copy[guide] = { ...defaults, ...((copy[guide] ?? {}) as object) };
      }
      // Times arrive as the page's zone shows them, written as if UTC: the reader's own zone is not asked.
      if (node['type'] === 'temporal') {
        copy['scale'] = { ...((copy['scale'] ?? {}) as object), type: 'utc' };
      }
    }
    return copy;
  };
  return rename(spec as Json, '') as Record<string, Json>;
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
