import { escapeValue } from '../../support/terminal.ts';
import { cellLook, cellText } from '../cell-text.ts';
import type { Cell } from '../columns.ts';
import type { PageSection } from '../page-model.ts';
import type { RowsView } from '../section-rows.ts';
import type { SectionColumn } from '../section-sql.ts';
import type { App } from './app.ts';
import { detailRow } from './detail.ts';
import { make } from './dom.ts';
import type { SectionRows } from './section-source.ts';

/** What the rows of a table have in common. */
export interface TableRows {
  readonly app: App;
  readonly section: PageSection;
  readonly rows: SectionRows;
  /** Places of the rows whose detail is shown. */
  readonly open: Set<number>;
  readonly isShown: (column: SectionColumn) => boolean;
}

/** A row of a table, with what stands under it: its script, and its detail while it is open. */
export function tableRow(table: TableRows, view: RowsView, place: number): HTMLElement[] {
  const { app, section, rows, open } = table;
  const opener = make('button', {
    type: 'button',
    class: 'open',
    'aria-expanded': String(open.has(place)),
    'aria-label': 'Detail',
  });
  const values = view.at(place);
  const cells = section.columns.map((column, index) => {
    if (column.name === section.script?.column || !table.isShown(column)) return null;
    const text = cellText(values[index] ?? null, column, app.model.tz);
    return make('td', { class: cellLook(column, text) }, text);
  });
  const line = scriptLine(section, values);
  const row = make('tr', { class: 'row' }, make('td', { class: 'open-cell' }, opener), ...cells);
  row.addEventListener('click', () => {
    // Selecting text in a row is no click on it.
    if (window.getSelection()?.isCollapsed === false) return;
    if (open.has(place)) open.delete(place);
    else open.add(place);
    const isNow = open.has(place);
    opener.setAttribute('aria-expanded', String(isNow));
    const last = line[0] ?? row;
    if (isNow) last.after(detailRow(app, section, rows, view, place));
    else if (last.nextElementSibling?.classList.contains('detail') === true)
      last.nextElementSibling.remove();
  });
  const detail = open.has(place) ? [detailRow(app, section, rows, view, place)] : [];
  return [row, ...line, ...detail];
}

/** The script's line of a row, which stands under it: it is long. */
function scriptLine(
  { columns, script }: PageSection,
  values: readonly (Cell | undefined)[],
): HTMLElement[] {
  const value = values[columns.findIndex(({ name }) => name === script?.column)];
  if (typeof value !== 'string') return [];
  const text = make('td', { colspan: columns.length - 1 }, escapeValue(value));
  return [make('tr', { class: 'line' }, make('td', { class: 'open-cell' }), text)];
}
