/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes run below the length */
import { cellLook, cellText, countText, unitBeside } from '../cell-text.ts';
import { cellOf, type Cell } from '../columns.ts';
import type { SectionColumn } from '../section-sql.ts';
import { sectionColumns } from '../section-sql.ts';
import { sectionView, type RowsView } from '../section-rows.ts';
import type { PageSection } from '../page-model.ts';
import { definedSection, type App } from './app.ts';
import { button, make } from './dom.ts';
import type { SectionRows } from './section-source.ts';

const mostRows = 100;

/** What lies behind a row: every value with its meaning, the filters it offers, its breakdown. */
export function detailRow(
  app: App,
  section: PageSection,
  rows: SectionRows,
  view: RowsView,
  place: number,
): HTMLElement {
  const colspan = section.columns.length + (section.script === null ? 1 : 0);
  const box = make(
    'div',
    {},
    filterButtons(app, rows, view, place),
    values(app, section, rows, view, place),
    breakdownTable(app, section, rows, view, place),
  );
  return make('tr', { class: 'detail' }, make('td', { colspan }, box));
}

function filterButtons(app: App, rows: SectionRows, view: RowsView, place: number): HTMLElement {
  const tools = make('div', { class: 'tools js-only' });
  for (const { dimension, title, value } of rows.filtersOf(view, place)) {
    const own = app.filters();
    const isOn =
      dimension === 'day'
        ? own.from === value && own.to === value
        : (own.values.get(dimension) ?? []).includes(value);
    const text = isOn ? `All of ${title}` : `Only ${title} ${value}`;
    tools.append(button(text, () => app.toggle(dimension, value)));
  }
  return tools;
}

function values(
  app: App,
  section: PageSection,
  rows: SectionRows,
  view: RowsView,
  place: number,
): HTMLElement {
  const list = make('dl');
  const add = (column: SectionColumn, cell: Cell | undefined): void => {
    list.append(
      make(
        'div',
        {},
        make('dt', { title: column.doc }, ...titleParts(column)),
        make(
          'dd',
          {},
          cell === undefined ? 'not in this file' : cellText(cell, column, app.model.tz),
        ),
      ),
    );
  };
  const cells = view.at(place);
  for (const [index, column] of section.columns.entries()) add(column, cells[index]);
  if (section.shape.kind === 'groups') return list;
  // What the table has no room for.
  const everything = definedSection(app.model, section);
  const all = sectionColumns({
    ...everything,
    kind: 'rows',
    columns: [...rows.table.columns.keys()],
  } as never);
  const shown = new Set(section.columns.map(({ name }) => name));
  const factRow = view.factRows()[place]!;
  for (const column of all) {
    if (shown.has(column.name)) continue;
    const data = rows.table.columns.get(column.name)!;
    add(column, cellOf(data, data.codes[factRow]!));
  }
  return list;
}

/** The same measures by the section's further columns, over this row's group alone. */
function breakdownTable(
  app: App,
  section: PageSection,
  rows: SectionRows,
  view: RowsView,
  place: number,
): HTMLElement | null {
  const { shape } = section;
  const factRow = view.factRows()[place]!;
  if (shape.kind !== 'groups' || (shape.detailBy ?? []).length === 0 || factRow < 0) return null;
  const by = shape.detailBy ?? [];
  const mask = app.filtered(section.facts).mask?.slice() ?? new Uint8Array(rows.table.rows).fill(1);
  for (const name of shape.by) {
    const { codes } = rows.table.columns.get(name)!;
    const own = codes[factRow]!;
    for (let row = 0; row < mask.length; row++) if (codes[row] !== own) mask[row] = 0;
  }
  const { measures, where } = shape;
  const part = { kind: 'groups' as const, by, measures, sort: [], ...(where && { where }) };
  const columns = sectionColumns({ ...definedSection(app.model, section), ...part });
  const parts = sectionView(part, rows.table, mask);
  const head = make(
    'tr',
    {},
    ...columns.map((column) =>
      make('th', { scope: 'col', class: cellLook(column) }, ...titleParts(column)),
    ),
  );
  const body = make('tbody');
  for (let row = 0; row < Math.min(mostRows, parts.length); row++) {
    const cells = parts.at(row).map((cell, index) => {
      const column = columns[index]!;
      const text = cellText(cell ?? null, column, app.model.tz);
      return make('td', { class: cellLook(column, text) }, text);
    });
    body.append(make('tr', {}, ...cells));
  }
  const titles = columns.slice(0, by.length).map(({ title }) => withinSentence(title));
  const heading = `By ${titles.join(', ')}`;
  const label = `${rowName(app, section, view, place)}: ${heading}`;
  const foot =
    parts.length > mostRows
      ? make(
          'p',
          { class: 'table-foot' },
          `The first ${mostRows} of ${countText(parts.length)} rows; filter on this row to see all.`,
        )
      : null;
  return make(
    'div',
    {},
    make('h3', {}, heading),
    make(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label },
      make('table', {}, make('thead', {}, head), body),
    ),
    foot,
  );
}

/** `By device type, iPhone`: several rows may be open at a time, and each of their regions has its name. */
function rowName(app: App, { title, shape, columns }: PageSection, view: RowsView, place: number) {
  const count = shape.kind === 'groups' ? shape.by.length : 0;
  const keys = view
    .at(place)
    .slice(0, count)
    .map((cell, index) => cellText(cell ?? null, columns[index]!, app.model.tz));
  return [title, ...keys].join(', ');
}

/** A column's title, and its unit as the heads of tables have it. */
function titleParts(column: SectionColumn): (string | HTMLElement)[] {
  const unit = unitBeside(column);
  return unit === '' ? [column.title] : [`${column.title} `, make('span', { class: 'unit' }, unit)];
}

/** `Device type` as `device type`; `OS` stays. */
function withinSentence(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
