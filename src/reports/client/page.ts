import type { Table } from '../columns.ts';
import type { PageModel } from '../page-model.ts';
import type { App } from './app.ts';
import { byId, find } from './dom.ts';
import { FactsFilter } from './facts-filter.ts';
import { loadFacts } from './load-facts.ts';
import { readState, toggled, writeState, type CurrentState } from './page-state.ts';
import { needsOf } from './roll-up-needs.ts';
import { prepareRollUps } from '../roll-up.ts';
import { prepareTexts } from './prepare-texts.ts';
import { Redraw } from './redraw.ts';

/** Takes the page over from the server's drawing; from here on all figures come from the rows in it. */
async function start(): Promise<void> {
  const model = JSON.parse(byId('page-model').textContent) as PageModel;
  const tables = await Promise.all(model.facts.map((_, index) => loadFacts(index)));
  for (const [index, table] of tables.entries()) prepareRollUps(table, needsOf(model, index));
  const current: CurrentState = { state: readState(location.hash) };
  const filters = tables.flatMap((table, index) => {
    const facts = model.facts[index];
    return facts === undefined ? [] : [new FactsFilter(facts, table)];
  });
  const redraw = new Redraw(appOf(model, tables, filters, current), current, filters);
  window.addEventListener('hashchange', () => guard(redraw.run()));
  await redraw.run();
  prepareTexts(model, tables);
}

/** What the parts of the page know of each other; what they change goes through the address. */
function appOf(
  model: PageModel,
  tables: readonly Table[],
  filtered: readonly FactsFilter[],
  current: CurrentState,
): App {
  return {
    model,
    tables,
    filters: () => current.state.filters,
    sortOf: (section) => current.state.sorts.get(section),
    filtered(facts) {
      const own = filtered[facts];
      if (own === undefined) throw new Error(`no facts ${facts}`);
      return own;
    },
    setFilters: (filters) => writeState({ ...current.state, filters }),
    setSort(section, sort) {
      const sorts = new Map(current.state.sorts);
      if (sort === undefined) sorts.delete(section);
      else sorts.set(section, sort);
      writeState({ ...current.state, sorts });
    },
    toggle(dimension, value) {
      const filters = toggled(current.state.filters, dimension, value);
      writeState({ ...current.state, filters });
    },
  };
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
