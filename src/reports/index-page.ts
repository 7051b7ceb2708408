import { countText, shownMinute } from './cell-text.ts';
import type { Cell } from './columns.ts';
import type { Coverage } from './coverage.ts';
import type { Report } from './define-report.ts';
import { figureView } from './figure-view.ts';
import { pageAssets } from './page-assets.ts';
import { tableView, type Head } from './page-view.ts';
import type { Period } from './period.ts';
import { renderTemplate } from './templates.ts';

/** A report whose page is written. */
export interface FinishedPage {
  readonly report: Report;
  /** The key figures' values, by id. */
  readonly figures: ReadonlyMap<string, Cell>;
}

/** The page that ties the reports of one run together, and names the `others` that lie beside them. */
export function renderIndex(
  reports: readonly FinishedPage[],
  head: Head,
  coverage: Coverage,
  period: Period,
  others: readonly Report[],
): string {
  const { style, csp } = pageAssets();
  return renderTemplate('index', {
    ...head,
    style,
    csp,
    question: 'What the logs and exports of this warehouse say, report by report.',
    command: 'easel report',
    reports: reports.map(({ report, figures }) => ({
      name: report.name,
      title: report.title,
      question: report.question,
      href: `${report.name}.html`,
      figures: report.figures.map((figure) =>
        figureView(figure, figures.get(figure.id) ?? null, period.tz),
      ),
    })),
    others: others.map(({ name, title }) => ({ title, href: `${name}.html` })),
    servers: serversView(coverage, period.tz),
  });
}

function serversView(coverage: Coverage, tz: string): object {
  const columns = [
    { name: 'server', title: 'Server', type: 'string', doc: 'The server that logged.' },
    { name: 'first_at', title: 'First', type: 'string', doc: 'Its first request.' },
    { name: 'last_at', title: 'Last', type: 'string', doc: 'Its last request.' },
    {
      name: 'requests',
      title: 'Requests logged',
      type: 'integer',
      doc: 'Requests of all kinds; one that passes two servers is logged by both.',
    },
    { name: 'files', title: 'Files', type: 'integer', doc: 'Files they are from.' },
    { name: 'gaps', title: 'Gaps', type: 'string', doc: 'Spans of an hour or more without data.' },
  ] as const;
  const rows = coverage.servers.map((server) => {
    const gaps = coverage.gaps.filter((gap) => gap.server === server.server);
    return [
      server.server,
      shownMinute(server.first_at, tz),
      shownMinute(server.last_at, tz),
      server.requests,
      server.files,
      gapsText(
        gaps.map(({ from, until }) => `${shownMinute(from, tz)} to ${shownMinute(until, tz)}`),
      ),
    ];
  });
  return tableView('Servers', columns, rows, tz, 'No server has logged anything in this period.');
}

function gapsText(gaps: readonly string[]): string {
  if (gaps.length === 0) return 'none';
  const more = gaps.length > 3 ? `, and ${countText(gaps.length - 3)} more` : '';
  return gaps.slice(0, 3).join(', ') + more;
}
