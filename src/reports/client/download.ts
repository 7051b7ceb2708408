import { csvPieces } from '../csv-table.ts';
import type { Script } from '../define-report.ts';
import type { PageModel, PageSection } from '../page-model.ts';
import { scriptText } from '../script-text.ts';
import type { RowsView } from '../section-rows.ts';
import { make } from './dom.ts';

/** Saves the rows that the page holds, in UTC and guarded against formulas, as the command line does. */
export function downloadCsv(report: string, section: PageSection, view: RowsView): void {
  save(`${report}.${section.id}.csv`, 'text/csv', [
    ...csvPieces(section.columns, view.columns(0, view.length)),
  ]);
}

/** Saves the section's script, of the rows that the page holds. */
export function downloadScript(
  { report, asOf }: PageModel,
  section: PageSection,
  script: Script,
  view: RowsView,
): void {
  const at = view.names.indexOf(script.column);
  const lines: (string | null)[] = [];
  for (let row = 0; row < view.length; row++) {
    const cell = view.at(row)[at];
    if (cell !== undefined) lines.push(typeof cell === 'string' ? cell : null);
  }
  const text = [...scriptText(script, asOf, lines, view.length - lines.length)].join('');
  save(`${report}.${section.id}.${script.extension}`, 'text/plain', [text]);
}

function save(name: string, type: string, parts: BlobPart[]): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = make('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
