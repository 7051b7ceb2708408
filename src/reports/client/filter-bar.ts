import { cellOf, type Cell } from '../columns.ts';
import { dimensionNames, dimensions, type DimensionName } from '../dimensions.ts';
import { dimensionColumn, filterWords, noFilters } from '../filter-state.ts';
import { countText } from '../cell-text.ts';
import type { App } from './app.ts';
import { closeMenus } from './close-menus.ts';
import { button, byId, make, replace } from './dom.ts';
import { optionsOf, type Option } from './filter-options.ts';
import { toggled } from './page-state.ts';

/** Dimensions with a list of their own; users and devices are found by text or chosen in a table. */
const listed: readonly DimensionName[] = dimensionNames.filter(
  (name) => !['day', 'user', 'device'].includes(name),
);
const mostShown = 200;

export interface FilterBar {
  update(): void;
}

/** The form above the report. */
export function filterBar(app: App): FilterBar {
  const form = byId('filters');
  const updates: (() => void)[] = [];
  const period = periodInputs(app, updates);
  if (period !== null) form.append(...period);
  const empty: DimensionName[] = [];
  for (const dimension of listed) {
    const isOffered = app.model.facts.some(
      (facts) => !facts.frame && dimensionColumn(facts, dimension) !== undefined,
    );
    if (!isOffered) continue;
    const options = optionsOf(app, dimension);
    if (options.length === 0) empty.push(dimension);
    else form.append(menu(app, dimension, options, updates));
  }
  form.append(textInput(app, updates));
  const unknown = unknownWords(empty);
  if (unknown !== null) form.append(unknown);
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  closeMenus(form);
  return {
    update: () => {
      for (const update of updates) update();
      showWords(app);
    },
  };
}

function showWords(app: App): void {
  const words = filterWords(app.filters());
  const line = byId('filter-words');
  line.hidden = words.length === 0;
  if (words.length === 0) {
    replace(line);
    return;
  }
  const clear = button('Clear filters', () => app.setFilters(noFilters), {
    class: 'button js-only',
  });
  replace(line, make('strong', {}, 'Filtered. '), `${words.join('; ')}. `, clear);
}

function periodInputs(app: App, updates: (() => void)[]): HTMLElement[] | null {
  const days: string[] = [];
  for (const [index, facts] of app.model.facts.entries()) {
    const column = facts.frame ? undefined : dimensionColumn(facts, 'day');
    const data = column === undefined ? undefined : app.tables[index]?.columns.get(column[0]);
    if (data === undefined || data.top === 0) continue;
    for (const code of [1, data.top]) days.push(textOf(cellOf(data, code)));
  }
  if (days.length === 0) return null;
  days.sort();
  const limits = { min: days[0], max: days.at(-1) };
  return (['from', 'to'] as const).map((end) => {
    const input = make('input', { type: 'date', ...limits });
    input.addEventListener('change', () => {
      app.setFilters({ ...app.filters(), [end]: input.value === '' ? null : input.value });
    });
    updates.push(() => {
      input.value = app.filters()[end] ?? '';
    });
    return make('label', { class: 'period' }, end === 'from' ? 'From' : 'to', input);
  });
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

function textInput(app: App, updates: (() => void)[]): HTMLElement {
  const input = make('input', {
    type: 'search',
    placeholder: 'User, device, any text',
    maxlength: 200,
  });
  let timer = 0;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      app.setFilters({ ...app.filters(), text: input.value.trim() });
    }, 200);
  });
  updates.push(() => {
    if (document.activeElement !== input) input.value = app.filters().text;
  });
  const label = make('label', { class: 'search period' }, 'Text', input);
  return label;
}

/** What the page's rows know nothing of, said once instead of offered as empty lists. */
function unknownWords(empty: readonly DimensionName[]): HTMLElement | null {
  if (empty.length === 0) return null;
  const names = empty.map((dimension) => dimensions[dimension].title);
  const list =
    names.length === 1
      ? names.join('')
      : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
  return make(
    'span',
    {
      class: 'none',
      title: 'They come from directory and device exports, or from logs that name them.',
    },
    `No ${list} is known here.`,
  );
}

function menu(
  app: App,
  dimension: DimensionName,
  options: readonly Option[],
  updates: (() => void)[],
): HTMLElement {
  const { title } = dimensions[dimension];
  const chosen = make('span', { class: 'chosen' });
  const summary = make('summary', {}, `${title}: `, chosen);
  const list = make('div', { class: 'menu' });
  const details = make('details', { name: 'filter', 'data-dimension': dimension }, summary, list);
  const draw = (): void => {
    const values = app.filters().values.get(dimension) ?? [];
    replace(chosen, values.length > 1 ? `${values.length} chosen` : values[0]);
    summary.firstChild?.replaceWith(values.length === 0 ? `${title}: all` : `${title}: `);
    if (details.open) fillMenu(app, dimension, options, list);
  };
  details.addEventListener('toggle', () => {
    if (!details.open) return;
    replace(list);
    fillMenu(app, dimension, options, list);
    list.querySelector<HTMLElement>('input')?.focus();
  });
  updates.push(draw);
  return details;
}

function fillMenu(
  app: App,
  dimension: DimensionName,
  options: readonly Option[],
  list: HTMLElement,
): void {
  let search = list.querySelector<HTMLInputElement>('input[type="search"]');
  if (search === null && countOptions(options) > 12) {
    search = make('input', {
      type: 'search',
      placeholder: 'Find',
      'aria-label': `Find ${dimensions[dimension].title}`,
    });
    const own = search;
    own.addEventListener('input', () => drawOptions(app, dimension, options, list, own.value));
    list.append(own);
  }
  drawOptions(app, dimension, options, list, search?.value ?? '');
}

function countOptions(options: readonly Option[]): number {
  return options.reduce((sum, option) => sum + 1 + countOptions(option.children), 0);
}

function drawOptions(
  app: App,
  dimension: DimensionName,
  options: readonly Option[],
  list: HTMLElement,
  wanted: string,
): void {
  const chosen = new Set(app.filters().values.get(dimension) ?? []);
  const focused =
    document.activeElement instanceof HTMLInputElement ? document.activeElement.value : '';
  let shown = 0;
  let left = 0;
  const rows = (some: readonly Option[]): HTMLElement => {
    const ul = make('ul');
    for (const option of some) {
      const below = option.children.length === 0 ? null : rows(option.children);
      const fits = option.value.toLowerCase().includes(wanted.toLowerCase());
      if (!fits && (below === null || below.childElementCount === 0)) continue;
      if (shown >= mostShown) {
        left += 1;
        continue;
      }
      shown += 1;
      const box = make('input', { type: 'checkbox', value: option.value });
      box.checked = chosen.has(option.value);
      box.addEventListener('change', () =>
        app.setFilters(toggled(app.filters(), dimension, option.value)),
      );
      ul.append(make('li', {}, make('label', {}, box, make('bdi', {}, option.title)), below));
    }
    return ul;
  };
  const ul = rows(options);
  const more =
    left === 0 ? null : make('p', { class: 'more' }, `${countText(left)} more: type to find them.`);
  const empty = shown === 0 ? make('p', { class: 'more' }, 'Nothing fits.') : null;
  for (const old of [...list.children]) if (!(old instanceof HTMLInputElement)) old.remove();
  for (const part of [ul, more, empty]) if (part !== null) list.append(part);
  // Redrawing must not take the focus from the box just ticked.
  for (const box of ul.querySelectorAll<HTMLInputElement>('input')) {
    if (focused !== '' && box.value === focused && document.activeElement === document.body)
      box.focus();
  }
}
