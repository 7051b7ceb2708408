import type { PageModel } from '../page-model.ts';
import type { App } from './app.ts';
import { byId, find } from './dom.ts';
import { FactsFilter } from './facts-filter.ts';
import { figures } from './figures.ts';
import { filterBar } from './filter-bar.ts';
import { loadFacts } from './load-facts.ts';
import { readState, toggled, writeState, type PageState } from './page-state.ts';
import { needsOf } from './roll-up-needs.ts';
import { prepareRollUps } from '../roll-up.ts';
import { prepareTexts } from './prepare-texts.ts';
import { SectionControl } from './section-control.ts';

/** How long work may go on before the browser draws; each time costs as much as a section. */
const frameMs = 50;

/** Takes the page over from the server's drawing; from here on all figures come from the rows in it. */
async function start(): Promise<void> {
  const model = JSON.parse(byId('page-model').textContent) as PageModel;
  const tables = await Promise.all(model.facts.map((_, index) => loadFacts(index)));
  for (const [index, table] of tables.entries()) prepareRollUps(table, needsOf(model, index));
  let state: PageState = readState(location.hash);
  const filtered = tables.flatMap((table, index) => {
    const facts = model.facts[index];
    return facts === undefined ? [] : [new FactsFilter(facts, table)];
  });
  const app: App = {
    model,
    tables,
    filters: () => state.filters,
    sortOf: (section) => state.sorts.get(section),
    filtered(facts) {
      const own = filtered[facts];
      if (own === undefined) throw new Error(`no facts ${facts}`);
      return own;
    },
    setFilters: (filters) => writeState({ ...state, filters }),
    setSort(section, sort) {
      const sorts = new Map(state.sorts);
      if (sort === undefined) sorts.delete(section);
      else sorts.set(section, sort);
      writeState({ ...state, sorts });
    },
    toggle: (dimension, value) =>
      writeState({ ...state, filters: toggled(state.filters, dimension, value) }),
  };
  // All before the first change of the page: each measure after one lays it out again.
  const chartWidths = model.sections.map(
    ({ id }) => byId(id).querySelector('.canvas')?.clientWidth ?? 0,
  );
  const bar = filterBar(app);
  const head = figures(app);
  const sections = model.sections.map(
    (section, index) => new SectionControl(app, section, chartWidths[index] ?? 0),
  );
  let areFitted = false;
  // Once, when all is drawn: widths first, then the changes, so that the page is laid out once.
  const fitColumns = (): void => {
    if (areFitted) return;
    areFitted = true;
    const rooms = sections.map((section) => section.roomForColumns());
    for (const [index, section] of sections.entries())
      section.showFirstColumns(rooms[index] ?? Infinity);
  };
  let drawn = '';
  let turn = 0;
  const redraw = async (): Promise<void> => {
    turn += 1;
    const own = turn;
    // Before anything changes, while the page knows where all of it stands.
    const isNear = sections.map((section) => section.isNear());
    document.documentElement.classList.toggle('drawing', areFitted);
    document.documentElement.dataset['state'] = 'busy';
    state = readState(location.hash);
    const filters = JSON.stringify([[...state.filters.values], state.filters]);
    if (filters !== drawn) for (const one of filtered) one.follow(state.filters);
    drawn = filters;
    bar.update();
    head.update();
    // What the reader sees comes first; the rest follows, some sections at a time, unless overtaken.
    await Promise.all(sections.filter((_, index) => isNear[index]).map((one) => one.update()));
    let drawnAt = -Infinity;
    for (const section of sections.filter((_, index) => isNear[index] !== true)) {
      if (performance.now() - drawnAt > frameMs) {
        await new Promise((next) => setTimeout(next));
        if (own !== turn) return;
        drawnAt = performance.now();
      }
      await section.update();
    }
    if (own !== turn) return;
    fitColumns();
    document.documentElement.dataset['state'] = 'ready';
    // Once the screen is painted, the rest of the page is.
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (own === turn) document.documentElement.classList.remove('drawing');
      }),
    );
  };
  window.addEventListener('hashchange', () => guard(redraw()));
  await redraw();
  prepareTexts(model, tables);
}

/** Jumps inside the page without touching the state in the address. */
function keepStateOnJumps(): void {
  for (const link of document.querySelectorAll<HTMLElement>('[data-jump]')) {
    link.addEventListener('click', (event) => {
      const target = byId(link.dataset['jump'] ?? '');
      event.preventDefault();
      target.scrollIntoView();
      find(target, 'h2').focus({ preventScroll: true });
    });
  }
}

/** What went wrong stands on the page; the server's drawing stays readable under it. */
function guard(work: Promise<void>): void {
  work.catch((error: unknown) => {
    const fault = byId('fault');
    const reason = error instanceof Error ? error.message : String(error);
    fault.textContent = `This page cannot be filtered: ${reason}. The figures and rows below are those of the whole file.`;
    fault.hidden = false;
    document.documentElement.classList.remove('js');
    document.documentElement.dataset['state'] = 'failed';
  });
}

keepStateOnJumps();
guard(start());
