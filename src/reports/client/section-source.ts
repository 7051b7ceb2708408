/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes run below the length */
import type { Column, Table } from '../columns.ts';
import { maskOf, type Mask } from '../condition-mask.ts';
import type { SortKey } from '../define-report.ts';
import type { DimensionName } from '../dimensions.ts';
import { unknownValue } from '../dimensions.ts';
import type { PageSection } from '../page-model.ts';
import { sectionView, type RowsView } from '../section-rows.ts';
import type { App } from './app.ts';

/** A filter that a row's key stands for. */
export interface RowFilter {
  readonly dimension: DimensionName;
  readonly title: string;
  readonly value: string;
}

/** The rows of one section under masks and sorts, and what its keys mean as filters. */
export class SectionRows {
  readonly #section: PageSection;
  readonly #app: App;
  readonly table: Table;
  #views: { mask: Mask | null; bySort: Map<string, RowsView> } = { mask: null, bySort: new Map() };
  readonly #missing: readonly { column: Column; gone: Uint8Array }[];

  constructor(app: App, section: PageSection) {
    const table = app.tables[section.facts];
    if (table === undefined) throw new Error(`no rows for ${section.id}`);
    this.#section = section;
    this.#app = app;
    this.table = table;
    this.#missing = this.keys().flatMap((name) => missingOf(table.columns.get(name)));
  }

  /** The plain columns of a row. */
  keys(): readonly string[] {
    const { shape } = this.#section;
    return shape.kind === 'groups' ? shape.by : (shape.columns ?? [...this.table.columns.keys()]);
  }

  view(mask: Mask | null, sort: SortKey | undefined): RowsView {
    if (this.#views.mask !== mask) this.#views = { mask, bySort: new Map() };
    const known =
      sort !== undefined && this.#section.columns.some(({ name }) => name === sort.column);
    const id = known ? JSON.stringify(sort) : '';
    let view = this.#views.bySort.get(id);
    if (view === undefined) {
      view = sectionView(this.#section.shape, this.table, mask, known ? [sort] : undefined);
      this.#views.bySort.set(id, view);
    }
    return view;
  }

  /** False where the budget left texts of the row out of the page. */
  isHere(factRow: number): boolean {
    return (
      factRow < 0 || this.#missing.every(({ column, gone }) => gone[column.codes[factRow]!] === 0)
    );
  }

  /** The rows whose texts contain `text`. */
  textMask(text: string): Mask {
    const columns = this.keys().filter((name) => this.table.columns.get(name)?.type === 'string');
    return maskOf({ kind: 'text', columns, text }, this.table);
  }

  dimensions(): readonly string[] {
    const { columns } = this.#app.model.facts[this.#section.facts]!;
    return this.keys().filter((name) => columns[name]?.dimension !== undefined);
  }

  /** The filters that the keys of a row stand for. */
  filtersOf(view: RowsView, row: number): RowFilter[] {
    const { columns } = this.#app.model.facts[this.#section.facts]!;
    const cells = view.at(row);
    return this.dimensions().flatMap((name) => {
      const cell = cells[view.names.indexOf(name)];
      const dimension = columns[name]!.dimension!;
      if (cell === undefined || (cell === null && dimension === 'day')) return [];
      const title = this.#section.columns.find((shown) => shown.name === name)?.title ?? name;
      return [{ dimension, title, value: cell === null ? unknownValue : String(cell) }];
    });
  }
}

function missingOf(column: Column | undefined): { column: Column; gone: Uint8Array }[] {
  if (column?.values?.includes(undefined) !== true) return [];
  const gone = new Uint8Array(column.top + 1);
  for (const [index, value] of column.values.entries())
    if (value === undefined) gone[index + 1] = 1;
  return [{ column, gone }];
}
