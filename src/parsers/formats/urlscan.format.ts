import { letSql } from '../eas/sql-parts.ts';
import { defineFormat, type LineSchema, type PhysicalColumn } from '../format.ts';
import { utcSql } from '../physical.ts';
import { requestMeaning, splitTarget } from './request-columns.ts';

// [04-30-2003 - 18:20:05] Client at 10.0.0.1: URL contains ... Site Instance='1', Raw URL='/x'
const pattern = `^\\[(\\d{2}-\\d{2}-\\d{4}) - (\\d{2}:\\d{2}:\\d{2})\\] (?:Client at (\\S+): )?(.*?)(?:\\s+Site Instance=''(\\d*)'')?(?:,? *Raw URL=''(.*)'')?\\s*$`;
const javaScript = new RegExp(pattern.replaceAll("''", "'"));

const columns: readonly PhysicalColumn[] = [
  { column: 'Date', from: 1, type: 'TIMESTAMP' },
  { column: 'ClientIP', from: 2, type: 'VARCHAR', nullIf: '' },
  { column: 'Comment', from: 3, type: 'VARCHAR', nullIf: '' },
  { column: 'SiteInstance', from: 4, type: 'INTEGER', nullIf: '' },
  { column: 'Url', from: 5, type: 'VARCHAR', nullIf: '' },
];
const schema: LineSchema = { key: 'urlscan', values: 5, columns, localTime: true };
const time = `strftime(try_strptime(g['d'] || ' ' || g['t'], '%m-%d-%Y %H:%M:%S'), '%Y-%m-%d %H:%M:%S')`;

/** The text log of the URLScan filter: requests it refused before IIS saw them. */
export default defineFormat({
  kind: 'lines',
  name: 'urlscan',
  title: 'URLScan log',
  source: 'urlscan',
  localTime: true,
  detect(head) {
    const records = head.lines.filter((line) => line.trim() !== '').slice(0, 20);
    const fits = records.filter((line) => javaScript.test(line));
    const isUrlScan = fits.some((line) => /UrlScan|Client at /i.test(line));
    return { score: isUrlScan && fits.length * 2 > records.length ? 85 : 0 };
  },
  schema: () => schema,
  values: (line) =>
    `case when regexp_matches(${line}, '${pattern}') then ${letSql(
      'g',
      `regexp_extract(${line}, '${pattern}', ['d', 't', 'c', 'm', 's', 'u'])`,
      `[${time}, g['c'], g['m'], g['s'], g['u']]`,
    )} else [] end`,
  countValues: (line) => (javaScript.test(line) ? schema.values : 0),
  meaning(_schema, facts) {
    const { stem, query } = splitTarget('"Url"');
    return {
      ...requestMeaning(
        {
          requestedAt: utcSql('"Date"', facts.zone),
          stem,
          query,
          clientIp: '"ClientIP"',
          site: `'W3SVC' || "SiteInstance"`,
          custom: { comment: '"Comment"' },
          isServed: false,
        },
        facts,
      ),
      judgements: [
        { reason: 'not-urlscan', when: 'len(f) = 0', detail: `'the line is no URLScan record'` },
        { reason: 'bad-time', when: '"Date" is null', detail: `'the time is not a time'` },
      ],
    };
  },
});
