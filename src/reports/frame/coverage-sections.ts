import { defineFacts, groupsSection, rowsSection, type Facts } from '../define-report.ts';
import { sum } from '../measure.ts';

/** The rows of the coverage sections, which every page carries. */
export const coverageDays = defineFacts({
  sql: 'coverage-days.sql',
  grain: 'a server and day',
  columns: {
    server: { type: 'string', doc: 'The server that logged.', dimension: 'server' },
    day: { type: 'date', doc: 'The day in the display zone.', dimension: 'day' },
    requests: { type: 'integer', doc: 'Requests it logged on that day, of all kinds.' },
    hours: { type: 'integer', doc: 'Hours of that day with at least one request.' },
    files: { type: 'integer', doc: 'Files these requests are from.' },
  },
});

export const coverageRejects = defineFacts({
  sql: 'coverage-rejects.sql',
  grain: 'a server and reason',
  columns: {
    server: { type: 'string', doc: 'The server of the file.', dimension: 'server' },
    reason: { type: 'string', doc: 'What is wrong with the lines.' },
    lines: {
      type: 'integer',
      doc: 'Lines rejected, of any time: a reject has none one could trust.',
    },
    files: { type: 'integer', doc: 'Files they are in.' },
    example: { type: 'string', doc: 'The first of them: file and line.' },
  },
});

/** Whether they belong to the frame of every page, not to its report. */
export function isFrame(facts: Facts): boolean {
  return facts === coverageDays || facts === coverageRejects;
}

/** The end of every page: what is known and what is missing. */
export const coverageSections = [
  groupsSection({
    id: 'coverage',
    title: 'Coverage',
    facts: coverageDays,
    by: ['server', 'day'],
    measures: {
      requests: { measure: sum('requests'), doc: 'Requests logged, of all kinds.' },
      hours: { measure: sum('hours'), doc: 'Hours with at least one request.', unit: 'of 24' },
      files: { measure: sum('files'), doc: 'Files these requests are from.' },
    },
    sort: [{ column: 'day' }, { column: 'server' }],
  }),
  rowsSection({
    id: 'coverage-rejects',
    title: 'Rejected lines',
    facts: coverageRejects,
    sort: [{ column: 'lines', descending: true }],
    empty: 'No line was rejected.',
  }),
];
