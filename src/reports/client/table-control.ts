import { isNumeric } from '../cell-text.ts';
import type { SortKey } from '../define-report.ts';
import type { PageSection } from '../page-model.ts';
import { paperColumns, paperText } from '../paper.ts';
import type { RowsView } from '../section-rows.ts';
import type { SectionColumn } from '../section-sql.ts';
import type { App } from './app.ts';
import { ColumnChoice } from './column-choice.ts';
import { find, make, replace } from './dom.ts';
import { footText } from './foot-text.ts';
import type { SectionRows } from './section-source.ts';
import { TablePages } from './table-pages.ts';
import { tableRow } from './table-row.ts';

/** The table of a section: head with sort buttons, search, pages, and rows that open. */
export class TableControl {
  readonly #app: App;
  readonly #section: PageSection;
  readonly #rows: SectionRows;
  readonly #box: HTMLElement;
  readonly #tools: HTMLElement;
  readonly #body: HTMLElement;
  readonly #foot: HTMLElement;
  /** Those that stand side by side. */
  readonly #columns: readonly SectionColumn[];
  readonly #choice: ColumnChoice;
  readonly #pages: TablePages;
  readonly #open = new Set<number>();
  #view: RowsView | null = null;
  /** Places in the view that are shown: here, and fitting the search. */
  #shown: Int32Array = new Int32Array(0);
  #search = '';

  constructor(app: App, section: PageSection, rows: SectionRows, box: HTMLElement) {
    this.#app = app;
    this.#section = section;
    this.#rows = rows;
    this.#box = box;
    this.#tools = find(box, '.table-tools');
    this.#body = find(box, 'tbody');
    this.#foot = find(box, '.table-foot');
    const isBeside = box.closest('.drawn:not(.wide)') !== null;
    this.#pages = new TablePages(this.#foot, section.title, isBeside, () => this.#draw());
    this.#columns = section.columns.filter(({ name }) => name !== section.script?.column);
    this.#makeHead();
    this.#makeTools();
    this.#choice = new ColumnChoice(this.#columns, this.#tools, () => this.#draw());
    window.addEventListener('beforeprint', () => this.#drawForPaper());
    window.addEventListener('afterprint', () => this.#draw());
  }

  update(view: RowsView): void {
    if (view !== this.#view) {
      this.#pages.first();
      this.#open.clear();
    }
    this.#view = view;
    this.#select();
    this.#draw();
  }

  /** How many columns there is room for; all tables are asked before the first is changed. */
  roomForColumns(): number | null {
    return this.#choice.measure(find(this.#box, '.scroll'));
  }

  showFirstColumns(count: number): void {
    this.#choice.showFirst(count);
  }

  #select(): void {
    const view = this.#view;
    if (view === null) return;
    const sought = this.#sought();
    const mask = sought.length === 0 ? null : this.#rows.textMask(sought);
    this.#shown = this.#rows.placesHere(view, mask);
  }

  /** Texts that a row must have: that of the table's own search, and one that only the rows that are here can be asked for. */
  #sought(): string[] {
    const { notHere } = this.#app.filtered(this.#section.facts).unmet;
    const asked = notHere.includes('text') && this.#rows.isPartial;
    return [this.#search, asked ? this.#app.filters().text : ''].filter((text) => text !== '');
  }

  #makeHead(): void {
    const row = find(this.#box, 'thead tr');
    for (const [index, cell] of [...row.children].entries()) {
      const column = this.#columns[index];
      if (column === undefined) continue;
      const sort = make('button', { type: 'button' }, ...cell.childNodes);
      sort.addEventListener('click', () => this.#sortBy(column.name, isNumeric(column)));
      replace(cell, sort);
    }
    const opener = make('th', { scope: 'col', class: 'open-cell' });
    opener.append(make('span', { class: 'hidden-text' }, 'Detail'));
    row.prepend(opener);
  }

  #sortBy(column: string, isNumber: boolean): void {
    const now = this.#currentSort();
    const first: SortKey = { column, descending: isNumber };
    const second: SortKey = { column, descending: !isNumber };
    const next = now?.column === column && (now.descending ?? false) === isNumber ? second : first;
    this.#app.setSort(this.#section.id, next);
  }

  #currentSort(): SortKey | undefined {
    return this.#app.sortOf(this.#section.id) ?? this.#section.shape.sort?.[0];
  }

  #makeTools(): void {
    if (this.#section.totalRows <= this.#pages.size) return;
    const search = make('input', {
      type: 'search',
      'aria-label': `Search ${this.#section.title}`,
      placeholder: 'Search this table',
    });
    search.addEventListener('input', () => {
      this.#search = search.value.trim();
      this.#pages.first();
      this.#select();
      this.#draw();
    });
    this.#tools.append(search, make('span', { class: 'spacer' }));
    this.#tools.hidden = false;
  }

  #draw(): void {
    this.#drawRows(this.#pages.from, this.#pages.size);
    this.#markSort();
    this.#drawFoot();
  }

  #markSort(): void {
    const sort = this.#currentSort();
    const cells = find(this.#box, 'thead tr').children;
    for (const [index, column] of this.#columns.entries()) {
      const cell = cells[index + 1];
      cell?.toggleAttribute('hidden', !this.#choice.isShown(column));
      if (column.name !== sort?.column) cell?.removeAttribute('aria-sort');
      else cell?.setAttribute('aria-sort', sort.descending === true ? 'descending' : 'ascending');
    }
  }

  #drawRows(from: number, count: number): void {
    const view = this.#view;
    if (view === null) return;
    find(this.#box, '.scroll').classList.remove('static');
    for (const left of this.#box.querySelectorAll('tbody.more, .paper-note')) left.remove();
    const table = {
      ...{ app: this.#app, section: this.#section, rows: this.#rows, open: this.#open },
      isShown: (column: SectionColumn) => this.#choice.isShown(column),
    };
    const rows: HTMLElement[] = [];
    for (const place of this.#shown.subarray(from, from + count))
      rows.push(...tableRow(table, view, place));
    if (rows.length === 0) {
      const cell = make('td', { colspan: this.#section.columns.length + 1 }, this.#emptyText());
      rows.push(make('tr', { class: 'empty' }, cell));
    }
    replace(this.#body, ...rows);
  }

  #drawForPaper(): void {
    const { paperRows, beside } = this.#section;
    const here = this.#shown.length;
    const all = this.#sought().length === 0 ? (this.#view?.length ?? 0) : here;
    const printed = Math.min(here, Math.max(paperRows, this.#pages.size));
    this.#drawRows(0, printed);
    const across = Math.min(paperColumns, this.#choice.shown);
    const columns =
      across < this.#columns.length
        ? ` ${across} of ${this.#columns.length} columns; all are in the CSV.`
        : '';
    replace(this.#foot, paperText(printed, all, beside) + columns);
  }

  #emptyText(): string {
    const sought = this.#sought();
    if (sought.length > 0)
      return `No row${this.#rows.isPartial ? ' here' : ''} contains “${sought.join('” and “')}”.`;
    return this.#app.filtered(this.#section.facts).mask === null
      ? this.#section.empty
      : 'No rows: nothing here fits the filters.';
  }

  #drawFoot(): void {
    const view = this.#view;
    const total = view?.length ?? 0;
    const count = this.#shown.length;
    const isSought = this.#sought().length > 0;
    const held = isSought && view !== null ? this.#rows.placesHere(view, null).length : count;
    const range = this.#pages.range(count);
    const text = footText({ count, range, isSought, held, total }, this.#section);
    replace(this.#foot, document.createTextNode(text), ...this.#pages.controls(count));
    this.#foot.hidden = total === 0;
  }
}
