import type { App } from './app.ts';
import { byId } from './dom.ts';
import type { FactsFilter } from './facts-filter.ts';
import { figures } from './figures.ts';
import { filterBar } from './filter-bar.ts';
import { readState, type CurrentState } from './page-state.ts';
import { SectionControl } from './section-control.ts';

/** How long work may go on before the browser draws; each time costs as much as a section. */
const frameMs = 50;

/** Draws the page as its address says, each time that changes. */
export class Redraw {
  readonly #current: CurrentState;
  readonly #filters: readonly FactsFilter[];
  readonly #bar: { update(): void };
  readonly #head: { update(): void };
  readonly #sections: readonly SectionControl[];
  #areFitted = false;
  /** The filters of the last drawing. */
  #drawn = '';
  /** Counts the drawings: a later one overtakes those before. */
  #turn = 0;

  constructor(app: App, current: CurrentState, filters: readonly FactsFilter[]) {
    this.#current = current;
    this.#filters = filters;
    const { sections } = app.model;
    // All before the first change of the page: each measure after one lays it out again.
    const chartWidths = sections.map(
      ({ id }) => byId(id).querySelector('.canvas')?.clientWidth ?? 0,
    );
    this.#bar = filterBar(app);
    this.#head = figures(app);
    this.#sections = sections.map(
      (section, index) => new SectionControl(app, section, chartWidths[index] ?? 0),
    );
  }

  async run(): Promise<void> {
    this.#turn += 1;
    const own = this.#turn;
    // Before anything changes, while the page knows where all of it stands.
    const isNear = this.#sections.map((section) => section.isNear());
    document.documentElement.classList.toggle('drawing', this.#areFitted);
    document.documentElement.dataset['state'] = 'busy';
    this.#followAddress();
    this.#bar.update();
    this.#head.update();
    // What the reader sees comes first; the rest follows, some sections at a time, unless overtaken.
    const near = this.#sections.filter((_, index) => isNear[index]);
    const far = this.#sections.filter((_, index) => isNear[index] !== true);
    await Promise.all(near.map((section) => section.update()));
    if (!(await this.#updateInTurn(far, own)) || own !== this.#turn) return;
    this.#fitColumns();
    document.documentElement.dataset['state'] = 'ready';
    // Once the screen is painted, the rest of the page is.
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (own === this.#turn) document.documentElement.classList.remove('drawing');
      }),
    );
  }

  #followAddress(): void {
    const state = readState(location.hash);
    this.#current.state = state;
    const filters = JSON.stringify([[...state.filters.values], state.filters]);
    if (filters !== this.#drawn) for (const one of this.#filters) one.follow(state.filters);
    this.#drawn = filters;
  }

  /** Lets the browser draw in between; false where another drawing has overtaken this one. */
  async #updateInTurn(sections: readonly SectionControl[], own: number): Promise<boolean> {
    let drawnAt = -Infinity;
    for (const section of sections) {
      if (performance.now() - drawnAt > frameMs) {
        await new Promise((next) => setTimeout(next));
        if (own !== this.#turn) return false;
        drawnAt = performance.now();
      }
      await section.update();
    }
    return true;
  }

  /** Once, when all is drawn: widths first, then the changes, so that the page is laid out once. */
  #fitColumns(): void {
    if (this.#areFitted) return;
    this.#areFitted = true;
    const rooms = this.#sections.map((section) => section.roomForColumns());
    for (const [index, section] of this.#sections.entries())
      section.showFirstColumns(rooms[index] ?? Infinity);
  }
}
