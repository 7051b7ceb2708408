import { csvTable } from '../csv-table.ts';
import type { PageSection } from '../page-model.ts';
import type { RowsView } from '../section-rows.ts';
import { make } from './dom.ts';

/** Saves the rows that the page holds, in UTC and guarded against formulas, as the command line does. */
export function downloadCsv(report: string, section: PageSection, view: RowsView): void {
  const text = csvTable(section.columns, view);
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = make('a', { href: url, download: `${report}.${section.id}.csv` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
