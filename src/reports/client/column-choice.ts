import type { SectionColumn } from '../section-sql.ts';
import { closeMenus } from './close-menus.ts';
import { make } from './dom.ts';

/** However narrow the screen, so many columns stand there; beyond it the table scrolls. */
const fewest = 4;

/**
 * Which columns of a table are shown: those that fit, until its reader chooses others. Every value of a
 * row is in its detail anyway.
 */
export class ColumnChoice {
  readonly #columns: readonly SectionColumn[];
  readonly #hidden = new Set<string>();
  readonly #tools: HTMLElement;
  readonly #changed: () => void;
  readonly #summary = make('summary', { class: 'button' });
  #isOffered = false;

  constructor(columns: readonly SectionColumn[], tools: HTMLElement, changed: () => void) {
    this.#columns = columns;
    this.#tools = tools;
    this.#changed = changed;
  }

  isShown({ name }: SectionColumn): boolean {
    return !this.#hidden.has(name);
  }

  get shown(): number {
    return this.#columns.length - this.#hidden.size;
  }

  /** How many columns there is room for; null where all of them fit. Asks where things stand, changes nothing. */
  measure(scroll: HTMLElement): number | null {
    if (scroll.scrollWidth <= scroll.clientWidth + 1) return null;
    const heads = [...scroll.querySelectorAll<HTMLElement>('thead th')];
    let right = 0;
    const fitting = heads.findIndex((head) => {
      right += head.offsetWidth;
      return right > scroll.clientWidth;
    });
    // The first head is that of the buttons which open rows.
    return Math.max(fewest, fitting - 1);
  }

  /** Shows the first columns only and offers the others. */
  showFirst(count: number): void {
    if (count >= this.#columns.length) return;
    for (const { name } of this.#columns.slice(count)) this.#hidden.add(name);
    if (!this.#isOffered) this.#offer();
    this.#update();
  }

  #offer(): void {
    this.#isOffered = true;
    const boxes = this.#columns.map((column) => {
      const box = make('input', { type: 'checkbox', checked: this.isShown(column) });
      box.addEventListener('change', () => {
        if (box.checked) this.#hidden.delete(column.name);
        else this.#hidden.add(column.name);
        this.#update();
      });
      return make('li', {}, make('label', { title: column.doc }, box, column.title));
    });
    const list = make('div', { class: 'menu' }, make('ul', {}, ...boxes));
    const menu = make('details', { class: 'columns' }, this.#summary, list);
    this.#tools.append(menu);
    this.#tools.hidden = false;
    closeMenus(this.#tools);
  }

  #update(): void {
    this.#summary.textContent = `Columns: ${this.shown} of ${this.#columns.length}`;
    this.#changed();
  }
}
