/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes run below the length */
import { hasGaps, type Table } from '../columns.ts';
import { maskOf, type Mask } from '../condition-mask.ts';
import type { SortKey } from '../define-report.ts';
import type { DimensionName } from '../dimensions.ts';
import type { PageSection } from '../page-model.ts';
import { sectionView, type RowsView } from '../section-rows.ts';
import type { App } from './app.ts';
import { unknownValue } from '../../models/unknown-value.ts';

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
  #views = new Map<string, RowsView>();
  #mask: Mask | null = null;
  /** Without filters, to which every reader comes back. */
  readonly #whole = new Map<string, RowsView>();
  readonly #here: Uint8Array | null;

  constructor(app: App, section: PageSection) {
    const table = app.tables[section.facts];
    if (table === undefined) throw new Error(`no rows for ${section.id}`);
    this.#section = section;
    this.#app = app;
    this.table = table;
    this.#here = rowsHere(table, this.keys());
  }

  /** The plain columns of a row. */
  keys(): readonly string[] {
    const { shape } = this.#section;
    return shape.kind === 'groups' ? shape.by : (shape.columns ?? [...this.table.columns.keys()]);
  }

  view(mask: Mask | null, sort: SortKey | undefined): RowsView {
    if (mask !== null && this.#mask !== mask) {
      this.#views = new Map();
      this.#mask = mask;
    }
    const views = mask === null ? this.#whole : this.#views;
    const known =
      sort !== undefined && this.#section.columns.some(({ name }) => name === sort.column);
    const id = known ? JSON.stringify(sort) : '';
    let view = views.get(id);
    if (view === undefined) {
      view = sectionView(this.#section.shape, this.table, mask, known ? [sort] : undefined);
      views.set(id, view);
    }
    return view;
  }

  /** The places of a view whose rows the page holds with all their texts. */
  placesHere(view: RowsView, mask: Mask | null): Int32Array {
    const here = this.#here;
    const rows = view.factRows();
    const places = new Int32Array(rows.length);
    let count = 0;
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place]!;
      places[count] = place;
      if ((mask === null || mask[row] === 1) && (here === null || row < 0 || here[row] === 1))
        count += 1;
    }
    return places.subarray(0, count);
  }

  /** Whether the budget left out texts of some rows. */
  get isPartial(): boolean {
    return this.#here !== null;
  }

  /** The rows whose texts contain all of `texts`. */
  textMask(texts: readonly string[]): Mask {
    const columns = this.keys().filter((name) => this.table.columns.get(name)?.type === 'string');
    return maskOf(
      { kind: 'all', of: texts.map((text) => ({ kind: 'text', columns, text })) },
      this.table,
    );
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

/** 1 where the budget left all texts of a row in the page; null where that is everywhere. */
function rowsHere(table: Table, keys: readonly string[]): Uint8Array | null {
  let here: Uint8Array | null = null;
  for (const name of keys) {
    const column = table.columns.get(name)!;
    const { codes, values } = column;
    if (values === null || !hasGaps(column)) continue;
    here ??= new Uint8Array(table.rows).fill(1);
    const isKept = Uint8Array.from([null, ...values], (value) => (value === undefined ? 0 : 1));
    for (let row = 0; row < here.length; row++) here[row]! &= isKept[codes[row]!]!;
  }
  return here;
}
