import type { Column, Table } from '../columns.ts';
import { lowerValues } from '../condition-mask.ts';
import { textColumns } from '../filter-state.ts';
import type { PageModel } from '../page-model.ts';

/** Puts texts into lower case while the reader looks at the page, so that the first search is fast too. */
export function prepareTexts(model: PageModel, tables: readonly Table[]): void {
  const waiting: Column[] = [];
  for (const [index, facts] of model.facts.entries()) {
    for (const name of textColumns(facts)) {
      const column = tables[index]?.columns.get(name);
      if (column !== undefined) waiting.push(column);
    }
  }
  const next = (): void => {
    const column = waiting.shift();
    if (column === undefined) return;
    lowerValues(column);
    whenIdle(next);
  };
  whenIdle(next);
}

function whenIdle(work: () => void): void {
  // Safari knows no idle time.
  if ('requestIdleCallback' in window) window.requestIdleCallback(work);
  else setTimeout(work, 100);
}
