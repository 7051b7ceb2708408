/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes run below the length */
import { cellOf, hasUnknown, type Column } from '../columns.ts';
import { dimensions, type DimensionName } from '../dimensions.ts';
import { dimensionColumn } from '../filter-state.ts';
import type { App } from './app.ts';
import { unknownValue } from '../../models/unknown-value.ts';

/** A value one can filter on, and what lies below it. */
export interface Option {
  readonly value: string;
  readonly title: string;
  readonly children: readonly Option[];
}

/** All values of a dimension in the page's rows, as a tree where it is one. */
export function optionsOf(app: App, dimension: DimensionName): Option[] {
  const values = new Set<string>();
  let someUnknown = false;
  for (const [index, facts] of app.model.facts.entries()) {
    const found = facts.frame ? undefined : dimensionColumn(facts, dimension);
    const column = found === undefined ? undefined : app.tables[index]?.columns.get(found[0]);
    if (column === undefined) continue;
    someUnknown = collect(column, values) || someUnknown;
  }
  const unknown = someUnknown ? [{ value: unknownValue, title: unknownValue, children: [] }] : [];
  // Nothing but unknown is nothing to filter on.
  if (values.size === 0) return [];
  const sorted = [...values].sort(byName);
  switch (dimensions[dimension].kind) {
    case 'tree':
      return [...treeOf(sorted), ...unknown];
    case 'status':
      return [...classesOf(sorted), ...unknown];
    default:
      return sorted.map((value) => ({ value, title: value, children: [] })).concat(unknown);
  }
}

/** `EX2` comes before `EX10`. */
const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Adds the values that occur; true where some are unknown. */
function collect(column: Column, values: Set<string>): boolean {
  for (const code of codesThere(column)) {
    const cell = cellOf(column, code);
    if (cell !== null && cell !== undefined) values.add(String(cell));
  }
  return hasUnknown(column);
}

/** A table so wide costs little beside the rows. */
const manyCodes = 10_000_000;

/** The codes that occur, in ascending order. */
function codesThere({ codes, top }: Column): Iterable<number> {
  if (top > manyCodes) return [...new Set<number>(codes)].sort((a, b) => a - b);
  const isThere = new Uint8Array(top + 1);
  for (let row = 0; row < codes.length; row++) isThere[codes[row]!] = 1;
  return [...isThere.keys()].filter((code) => isThere[code] === 1);
}

function treeOf(paths: readonly string[]): Option[] {
  interface Node extends Option {
    readonly children: Node[];
  }
  const roots: Node[] = [];
  const byPath = new Map<string, Node>();
  const nodeAt = (path: string): Node => {
    const known = byPath.get(path);
    if (known !== undefined) return known;
    const cut = path.lastIndexOf('/');
    const node: Node = { value: path, title: cut < 0 ? path : path.slice(cut + 1), children: [] };
    byPath.set(path, node);
    (cut < 0 ? roots : nodeAt(path.slice(0, cut)).children).push(node);
    return node;
  };
  for (const path of paths) nodeAt(path);
  return roots;
}

/** 401 and 403 under 4xx; words stay as they are. */
function classesOf(values: readonly string[]): Option[] {
  const options: Option[] = [];
  const classes = new Map<string, Option[]>();
  for (const value of values) {
    const leaf = { value, title: value, children: [] };
    if (!/^[1-9]\d\d$/.test(value)) {
      options.push(leaf);
      continue;
    }
    const name = `${value[0]!}xx`;
    const own = classes.get(name);
    if (own !== undefined) own.push(leaf);
    else {
      const children = [leaf];
      classes.set(name, children);
      options.push({ value: name, title: name, children });
    }
  }
  return options;
}
