import { chartRows } from '../chart-cells.ts';
import { cellText, countText } from '../cell-text.ts';
import { commandLine, withFilters } from '../command-line.ts';
import type { Mask } from '../condition-mask.ts';
import { conditionOf } from '../filter-state.ts';
import { noteText } from '../note-text.ts';
import type { PageSection } from '../page-model.ts';
import { measureWhole } from '../roll-up.ts';
import type { RowsView } from '../section-rows.ts';
import { sectionSql, withFacts } from '../section-sql.ts';
import { definedSection, type App } from './app.ts';
import { button, byId, find, make, replace } from './dom.ts';
import { downloadCsv, downloadScript } from './download.ts';
import { SectionRows } from './section-source.ts';
import { showSql } from './sql-dialog.ts';
import { SvgChart } from './svg-chart.ts';
import { TableControl } from './table-control.ts';
import { hideTooltip, showTooltip } from './tooltip.ts';
import { hasCommand, unmetText } from './unmet-text.ts';

/** One section of the page: its notes, chart and table, redrawn with every change of the filters. */
export class SectionControl {
  readonly #app: App;
  readonly #section: PageSection;
  readonly #root: HTMLElement;
  readonly #rows: SectionRows;
  readonly #table: TableControl;
  readonly #chart: SvgChart | null;
  #view: RowsView | null = null;

  constructor(app: App, section: PageSection, chartWidth: number) {
    this.#app = app;
    this.#section = section;
    this.#root = byId(section.id);
    this.#rows = new SectionRows(app, section);
    this.#table = new TableControl(app, section, this.#rows, find(this.#root, '.table-box'));
    // A section without any row has no drawing, and no filter gives it one.
    const hasChart = this.#root.querySelector('.canvas') !== null;
    this.#chart = hasChart ? this.#makeChart(chartWidth) : null;
    const tools = find(this.#root, '.tools');
    const canRun = app.model.facts[section.facts]?.sql !== '';
    if (canRun) tools.append(button('SQL', () => showSql(section.title, this.#sql())));
    tools.append(
      button('Download CSV', () => {
        if (this.#view !== null) downloadCsv(app.model.report, section, this.#view);
      }),
    );
    const { script } = section;
    if (script !== null) {
      tools.append(
        button(script.title, () => {
          if (this.#view !== null) downloadScript(app.model, section, script, this.#view);
        }),
      );
    }
    tools.hidden = false;
  }

  /** Whether it is on the screen, or nearly. */
  isNear(): boolean {
    const { top, bottom } = this.#root.getBoundingClientRect();
    return bottom > -window.innerHeight / 2 && top < window.innerHeight * 1.5;
  }

  /** Redraws for the present filters; the promise ends when the chart is drawn. */
  async update(): Promise<void> {
    const { facts, shape } = this.#section;
    const filtered = this.#app.filtered(facts);
    const { mask } = filtered;
    this.#view = this.#rows.view(mask, this.#app.sortOf(this.#section.id));
    find(this.#root, '.unknown').textContent = filtered.unknownOf(shape.where).join(' ');
    this.#showNotes(mask);
    this.#showUnmet();
    this.#table.update(this.#view);
    await this.#draw();
  }

  roomForColumns(): number | null {
    return this.#table.roomForColumns();
  }

  showFirstColumns(count: number): void {
    this.#table.showFirstColumns(count);
  }

  #sql(): string {
    const facts = this.#app.model.facts[this.#section.facts];
    if (facts === undefined) return '';
    const { filters } = this.#app.filtered(this.#section.facts);
    const filter = conditionOf(facts, filters);
    return withFacts(facts.sql, sectionSql(definedSection(this.#app.model, this.#section), filter));
  }

  #showNotes(mask: Mask | null): void {
    const table = this.#app.tables[this.#section.facts];
    if (table === undefined) return;
    const lines = this.#root.querySelectorAll('.note');
    for (const [index, note] of this.#section.notes.entries()) {
      const line = lines[index];
      if (line === undefined || typeof note === 'string') continue;
      line.textContent = noteText(note, measureWhole(note.measure, table, mask));
    }
  }

  /** A section that cannot obey a filter greys out and names the command that can. */
  #showUnmet(): void {
    const { unmet } = this.#app.filtered(this.#section.facts);
    const isUnmet = unmet.notKnown.length + unmet.notHere.length > 0;
    const notice = find(this.#root, '.notice');
    this.#root.classList.toggle('stale', isUnmet);
    notice.hidden = !isUnmet;
    if (!isUnmet) return;
    const beyond = this.#app.model.facts[this.#section.facts]?.beyond ?? [];
    const filters = this.#app.filters();
    const sentence = unmetText(unmet, beyond, this.#rows.isPartial, filters.text !== '');
    if (!hasCommand(unmet, beyond) || this.#section.id.startsWith('coverage')) {
      replace(notice, sentence);
      return;
    }
    const { report, options } = this.#app.model;
    const own = [...options, ['section', this.#section.id] as const];
    const command = commandLine(report, withFilters(own, filters, beyond));
    replace(notice, `${sentence} This command does:`, make('code', {}, command));
  }

  #makeChart(width: number): SvgChart {
    const canvas = find(this.#root, '.canvas');
    const { columns } = this.#section;
    const figure = canvas.parentElement;
    const isClickable = this.#rows.dimensions().length > 0;
    if (isClickable) figure?.classList.add('clickable');
    return new SvgChart(canvas, this.#section.chart, width, {
      hover: (row, x, y) => {
        if (row === null || this.#view === null || row >= this.#view.length) {
          hideTooltip();
          return;
        }
        const cells = this.#view.at(row);
        const lines = columns.map((column, index): [string, string] => [
          column.title,
          cellText(cells[index] ?? null, column, this.#app.model.tz),
        ]);
        showTooltip(lines.slice(0, 8), x, y);
      },
      choose: (row) => {
        if (this.#view === null || row >= this.#view.length) return;
        hideTooltip();
        const [first] = this.#rows.filtersOf(this.#view, row);
        if (first !== undefined) this.#app.toggle(first.dimension, first.value);
      },
    });
  }

  async #draw(): Promise<void> {
    const figure = this.#root.querySelector<HTMLElement>('figure.chart');
    if (this.#view === null || figure === null || this.#chart === null) return;
    const { chartRows: limit, columns } = this.#section;
    const natural = this.#rows.view(this.#app.filtered(this.#section.facts).mask, undefined);
    const rows = chartRows(natural, columns, limit, this.#app.model.tz);
    figure.hidden = rows.length === 0;
    if (rows.length === 0) return;
    const caption = figure.querySelector('figcaption');
    if (caption !== null) {
      caption.textContent =
        natural.length > limit
          ? `The chart draws the first ${countText(limit)} of ${countText(natural.length)} rows.`
          : '';
    }
    await this.#chart.draw(rows);
  }
}
