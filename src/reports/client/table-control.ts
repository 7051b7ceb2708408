import { cellLook, cellText, isNumeric } from '../cell-text.ts';
import type { Cell } from '../columns.ts';
import type { SortKey } from '../define-report.ts';
import { escapeValue } from '../../support/terminal.ts';
import type { PageSection } from '../page-model.ts';
import { paperColumns, paperText } from '../paper.ts';
import type { RowsView } from '../section-rows.ts';
import type { SectionColumn } from '../section-sql.ts';
import type { App } from './app.ts';
import { ColumnChoice } from './column-choice.ts';
import { detailRow } from './detail.ts';
import { button, find, make, replace } from './dom.ts';
import { footText } from './foot-text.ts';
import type { SectionRows } from './section-source.ts';

const pageSizes = [20, 100, 500];
/** Beside a chart a long table would leave the paper empty. */
const pageSizesBeside = [10, 100, 500];

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
  readonly #open = new Set<number>();
  #view: RowsView | null = null;
  /** Places in the view that are shown: here, and fitting the search. */
  #shown: Int32Array = new Int32Array(0);
  #search = '';
  #page = 0;
  readonly #sizes: readonly number[];
  #size: number;

  constructor(app: App, section: PageSection, rows: SectionRows, box: HTMLElement) {
    this.#app = app;
    this.#section = section;
    this.#rows = rows;
    this.#box = box;
    this.#tools = find(box, '.table-tools');
    this.#body = find(box, 'tbody');
    this.#foot = find(box, '.table-foot');
    const isBeside = box.closest('.drawn:not(.wide)') !== null;
    this.#sizes = isBeside ? pageSizesBeside : pageSizes;
    this.#size = this.#sizes[0] ?? 20;
    this.#columns = section.columns.filter(({ name }) => name !== section.script?.column);
    this.#makeHead();
    this.#makeTools();
    this.#choice = new ColumnChoice(this.#columns, this.#tools, () => this.#draw());
    window.addEventListener('beforeprint', () => this.#drawForPaper());
    window.addEventListener('afterprint', () => this.#draw());
  }

  update(view: RowsView): void {
    if (view !== this.#view) {
      this.#page = 0;
      this.#open.clear();
    }
    this.#view = view;
    this.#select();
    this.#draw();
  }

  /** How many columns there is room for; asked of all tables before the first is told. */
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
    if (this.#section.totalRows <= this.#size) return;
    const search = make('input', {
      type: 'search',
      'aria-label': `Search ${this.#section.title}`,
      placeholder: 'Search this table',
    });
    search.addEventListener('input', () => {
      this.#search = search.value.trim();
      this.#page = 0;
      this.#select();
      this.#draw();
    });
    this.#tools.append(search, make('span', { class: 'spacer' }));
    this.#tools.hidden = false;
  }

  #draw(): void {
    this.#drawRows(this.#page * this.#size, this.#size);
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
    const rows: HTMLElement[] = [];
    for (const place of this.#shown.subarray(from, from + count))
      rows.push(...this.#row(view, place));
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
    const printed = Math.min(here, Math.max(paperRows, this.#size));
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

  #row(view: RowsView, place: number): HTMLElement[] {
    const { columns } = this.#section;
    const isOpen = this.#open.has(place);
    const opener = make('button', {
      type: 'button',
      class: 'open',
      'aria-expanded': String(isOpen),
      'aria-label': 'Detail',
    });
    const values = view.at(place);
    const cells = columns.map((column, index) => {
      if (column.name === this.#section.script?.column || !this.#choice.isShown(column))
        return null;
      const text = cellText(values[index] ?? null, column, this.#app.model.tz);
      return make('td', { class: cellLook(column, text) }, text);
    });
    const line = this.#line(values);
    const row = make('tr', { class: 'row' }, make('td', { class: 'open-cell' }, opener), ...cells);
    row.addEventListener('click', () => {
      // Selecting text in a row is no click on it.
      if (window.getSelection()?.isCollapsed === false) return;
      if (this.#open.has(place)) this.#open.delete(place);
      else this.#open.add(place);
      const isNow = this.#open.has(place);
      opener.setAttribute('aria-expanded', String(isNow));
      const last = line[0] ?? row;
      if (isNow) last.after(detailRow(this.#app, this.#section, this.#rows, view, place));
      else if (last.nextElementSibling?.classList.contains('detail') === true)
        last.nextElementSibling.remove();
    });
    const detail = isOpen ? [detailRow(this.#app, this.#section, this.#rows, view, place)] : [];
    return [row, ...line, ...detail];
  }

  /** The script's line of a row, which stands under it: it is long. */
  #line(values: readonly (Cell | undefined)[]): HTMLElement[] {
    const { columns, script } = this.#section;
    const value = values[columns.findIndex(({ name }) => name === script?.column)];
    if (typeof value !== 'string') return [];
    const text = make('td', { colspan: columns.length - 1 }, escapeValue(value));
    return [make('tr', { class: 'line' }, make('td', { class: 'open-cell' }), text)];
  }

  #drawFoot(): void {
    const view = this.#view;
    const total = view?.length ?? 0;
    const count = this.#shown.length;
    const pages = Math.max(1, Math.ceil(count / this.#size));
    const from = this.#page * this.#size;
    const isSought = this.#sought().length > 0;
    const held = isSought && view !== null ? this.#rows.placesHere(view, null).length : count;
    const range = pages === 1 ? null : ([from + 1, Math.min(from + this.#size, count)] as const);
    const text = footText({ count, range, isSought, held, total }, this.#section);
    const parts: Node[] = [document.createTextNode(text)];
    if (pages > 1) parts.push(...this.#pager(pages));
    if (count > (this.#sizes[0] ?? 20)) parts.push(this.#sizeChoice());
    replace(this.#foot, ...parts);
    this.#foot.hidden = total === 0;
  }

  #pager(pages: number): Node[] {
    const step = (by: number, text: string): HTMLButtonElement =>
      button(
        text,
        () => {
          this.#page = Math.min(pages - 1, Math.max(0, this.#page + by));
          this.#draw();
          const again = [...this.#foot.querySelectorAll('button')].find(
            (other) => other.textContent === text,
          );
          again?.focus();
        },
        { class: 'button js-only', disabled: by < 0 ? this.#page === 0 : this.#page >= pages - 1 },
      );
    return [
      step(-1, 'Previous'),
      document.createTextNode(' '),
      step(1, 'Next'),
      document.createTextNode(' '),
    ];
  }

  #sizeChoice(): HTMLElement {
    const select = make('select', {
      class: 'js-only',
      'aria-label': `Rows of ${this.#section.title} at a time`,
    });
    for (const size of this.#sizes) {
      select.append(
        make('option', { value: size, selected: size === this.#size }, `${size} at a time`),
      );
    }
    select.addEventListener('change', () => {
      this.#size = Number(select.value);
      this.#page = 0;
      this.#draw();
      this.#foot.querySelector('select')?.focus();
    });
    return select;
  }
}
