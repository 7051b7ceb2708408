import { countText } from './cell-text.ts';
import type { Cell, Table } from './columns.ts';
import type { FactColumn } from './define-report.ts';
import { pageAssets } from './page-assets.ts';
import { packTable } from './page-data.ts';
import { rowNoun } from './noun.ts';
import type { PageModel, PageSection } from './page-model.ts';
import { tableView } from './page-view.ts';
import { ResultTable } from './result-table.ts';
import type { SectionColumn } from './section-sql.ts';
import { sectionView } from './section-rows.ts';
import { renderTemplate } from './templates.ts';

/** A column of a result. */
export interface ResultColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number';
}

/** What the page says of its rows. */
export interface ResultHead {
  readonly title: string;
  /** The query. */
  readonly question: string;
  /** As it is shown: `2024-05-01 07:00 UTC`. */
  readonly generatedAt: string;
  readonly version: string;
}

const empty = 'No records.';
/** The fact that keeps the rows in the order in which they came. */
const rowNumber = 'row';
const staticRows = 500;
/** A result is printed for its rows. */
const mostPaperRows = 1000;
const staticCells = 10_000;

/** The rows of any result as one page: the table of the reports, with search, sorting and download. */
export class TablePage {
  readonly #columns: readonly SectionColumn[];
  readonly #facts: Readonly<Record<string, FactColumn>>;
  readonly #rows: ResultTable;

  constructor(columns: readonly ResultColumn[]) {
    // The address of the page names columns it is sorted by: plain names of our own.
    this.#columns = columns.map(({ name, type }, i) => ({
      name: `c${i + 1}`,
      title: name,
      type,
      doc: '',
      format: 'plain',
    }));
    this.#facts = {
      [rowNumber]: { type: 'integer', title: 'row', doc: 'Its place in the result.' },
      ...Object.fromEntries(this.#columns.map(({ name, type }) => [name, { type, doc: '' }])),
    };
    this.#rows = new ResultTable([{ name: rowNumber, type: 'integer' }, ...this.#columns]);
  }

  add(rows: readonly (readonly Cell[])[]): void {
    for (const row of rows) this.#rows.add([this.#rows.rows + 1, ...row]);
  }

  async html(head: ResultHead): Promise<string> {
    const table = this.#rows.finish();
    const section = this.#section(table);
    const view = sectionView(section.shape, table, null);
    const shown = Math.min(
      table.rows,
      staticRows,
      Math.ceil(staticCells / Math.max(1, this.#columns.length)),
    );
    const rows = Array.from({ length: shown }, (_, row) => view.at(row));
    const model: PageModel = {
      report: 'query',
      tz: 'UTC',
      asOf: head.generatedAt,
      options: [],
      facts: [this.#pageFacts(table)],
      figures: [],
      sections: [section],
    };
    return renderTemplate('result', {
      ...pageAssets(),
      ...head,
      rowCount: countText(table.rows),
      sections: [
        {
          id: section.id,
          ...tableView(section.title, this.#columns, rows, model.tz, empty),
          wide: true,
          narrow: false,
          notes: [],
          chart: null,
          chartNote: '',
          paperFoot: '',
          paperNote: '',
          foot:
            shown === table.rows
              ? `${countText(shown)} ${shown === 1 ? 'row' : 'rows'}.`
              : `The first ${countText(shown)} of ${countText(table.rows)} rows.`,
        },
      ],
      model,
      blocks: [{ index: 0, data: await packTable(table) }],
    });
  }

  #section(table: Table): PageSection {
    return {
      id: 'result',
      title: 'Rows',
      facts: 0,
      shape: {
        kind: 'rows',
        columns: this.#columns.map(({ name }) => name),
        sort: [{ column: rowNumber }],
      },
      columns: this.#columns,
      notes: [],
      empty,
      chart: null,
      chartRows: 0,
      script: null,
      totalRows: table.rows,
      paperRows: mostPaperRows,
      beside: null,
    };
  }

  #pageFacts(table: Table): PageModel['facts'][number] {
    return {
      columns: this.#facts,
      grain: 'a record of the result',
      counted: { measure: { kind: 'count' }, noun: rowNoun },
      sql: '',
      frame: false,
      beyond: [],
      rows: table.rows,
    };
  }
}
