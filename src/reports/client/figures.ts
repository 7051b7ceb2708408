import { cellText } from '../cell-text.ts';
import { groupRows } from '../group-rows.ts';
import { measureGroups } from '../measure-loop.ts';
import { unmetBy } from '../filter-state.ts';
import type { Cell } from '../columns.ts';
import type { App } from './app.ts';
import { byId, find } from './dom.ts';

/** The key figures at the head, and beside each what it is without filters. */
export function figures(app: App): { update(): void } {
  const whole = new Map<string, Cell>();
  const valueOf = (id: string, isFiltered: boolean): Cell => {
    const figure = app.model.figures.find((one) => one.id === id);
    const table = figure === undefined ? undefined : app.tables[figure.facts];
    if (figure === undefined || table === undefined) return null;
    const groups = groupRows(table, [], isFiltered ? app.mask(figure.facts) : null);
    return measureGroups(figure.measure, table, groups)[0] ?? null;
  };
  return {
    update() {
      for (const figure of app.model.figures) {
        const root = byId(`figure-${figure.id}`);
        const text = (cell: Cell): string => cellText(cell, figure.column, app.model.tz);
        if (!whole.has(figure.id)) whole.set(figure.id, valueOf(figure.id, false));
        find(root, '.value').textContent = text(valueOf(figure.id, true));
        const facts = app.model.facts[figure.facts];
        const isUnmet = facts !== undefined && unmetBy(facts, app.filters()).length > 0;
        const of = find(root, '.of');
        of.hidden = app.mask(figure.facts) === null && !isUnmet;
        of.textContent = isUnmet
          ? 'does not follow all filters'
          : `without filters ${text(whole.get(figure.id) ?? null)}`;
      }
    },
  };
}
