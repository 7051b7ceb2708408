import { button, make } from './dom.ts';

const sizes = [20, 100, 500];
/** Beside a chart a long table would leave the paper empty. */
const sizesBeside = [10, 100, 500];

/** Which of its rows a table shows, some at a time, and what a reader turns over with. */
export class TablePages {
  readonly #foot: HTMLElement;
  readonly #title: string;
  readonly #redraw: () => void;
  readonly #sizes: readonly number[];
  #page = 0;
  #size: number;

  /** `foot` is where it stands, `title` that of the section. */
  constructor(foot: HTMLElement, title: string, isBeside: boolean, redraw: () => void) {
    this.#foot = foot;
    this.#title = title;
    this.#redraw = redraw;
    this.#sizes = isBeside ? sizesBeside : sizes;
    this.#size = this.#sizes[0] ?? 20;
  }

  /** Rows at a time. */
  get size(): number {
    return this.#size;
  }

  /** Place of the first row. */
  get from(): number {
    return this.#page * this.#size;
  }

  first(): void {
    this.#page = 0;
  }

  /** The first and the last of `count` rows that are shown, from 1; null where all are. */
  range(count: number): readonly [number, number] | null {
    if (count <= this.#size) return null;
    return [this.from + 1, Math.min(this.from + this.#size, count)];
  }

  /** What turns over `count` rows. */
  controls(count: number): Node[] {
    const parts: Node[] = [];
    if (count > this.#size) parts.push(...this.#steps(Math.ceil(count / this.#size)));
    if (count > (this.#sizes[0] ?? 20)) parts.push(this.#sizeChoice());
    return parts;
  }

  #steps(pages: number): Node[] {
    const step = (by: number, text: string): HTMLButtonElement =>
      button(
        text,
        () => {
          this.#page = Math.min(pages - 1, Math.max(0, this.#page + by));
          this.#redraw();
          // At the end the button of this name takes no focus any more: the other one does.
          const usable = [...this.#foot.querySelectorAll('button')].filter((one) => !one.disabled);
          (usable.find((one) => one.textContent === text) ?? usable[0])?.focus();
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
      'aria-label': `Rows of ${this.#title} at a time`,
    });
    for (const size of this.#sizes) {
      select.append(
        make('option', { value: size, selected: size === this.#size }, `${size} at a time`),
      );
    }
    select.addEventListener('change', () => {
      this.#size = Number(select.value);
      this.#page = 0;
      this.#redraw();
      this.#foot.querySelector('select')?.focus();
    });
    return select;
  }
}
