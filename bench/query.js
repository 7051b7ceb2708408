import { createReadStream } from 'node:fs';
import path from 'node:path';
import { bulkLog, root } from './data.js';
import { easel } from './ingest.js';
import { inTurns, run } from './measure.js';
import { isInstalled } from './peers/install.js';
import { slowestTranslation } from './translate.js';

const ZONE = 'Europe/Berlin';

/** Each question in Log Parser's words, by hand for DuckDB (peers/duckdb-query.js), and for lnav. */
const QUESTIONS = [
  {
    title: 'requests by user',
    query:
      'SELECT cs-username, COUNT(*) AS Hits FROM {log} GROUP BY cs-username ORDER BY Hits DESC',
    byHand: ['user'],
    lnav: 'select cs_username, count(*) as hits from w3c_log group by cs_username order by hits desc',
  },
  {
    title: 'requests by a value of the query',
    query:
      "SELECT EXTRACT_VALUE(cs-uri-query, 'Cmd') AS Cmd, COUNT(*) AS Hits FROM {log} GROUP BY Cmd ORDER BY Hits DESC",
    byHand: ['value'],
    lnav: "select regexp_match('Cmd=([^&]*)', cs_uri_query) as cmd, count(*) as hits from w3c_log group by cmd order by hits desc",
  },
  {
    title: 'requests by hour of local time',
    query:
      'SELECT QUANTIZE(TO_LOCALTIME(TO_TIMESTAMP(date, time)), 3600) AS Hour, COUNT(*) AS Hits FROM {log} GROUP BY Hour ORDER BY Hour',
    byHand: ['hour', 'hour-turned-last'],
    // lnav knows no zones: this is the same in UTC.
    lnav: 'select timeslice(log_time, "1h") as hour, count(*) as hits from w3c_log group by hour order by hour',
  },
];

/** Three questions over a raw log: easel query against SQL written by hand, and lnav. */
export default async function benchQuery({ quick, runs, say }) {
  const log = bulkLog(quick ? 'iis-quick' : 'iis-1g', { lines: quick ? 50_000 : 2_500_000 });
  await warm(log.file);
  const hasLnav = !quick && isInstalled('lnav');
  if (!quick && !hasLnav) say('  no lnav here: apt-get install lnav');
  const node = await inTurns(
    { 'node -e 0': () => run(process.execPath, ['-e', '0']) },
    quick ? 1 : 5,
    () => undefined,
  );
  const start = node['node -e 0'].seconds;
  const rows = [];
  for (const question of QUESTIONS) {
    const results = await inTurns(contestants(question, log, hasLnav), runs, say);
    const byHand = bestByHand(results);
    for (const [name, { seconds, cpuSeconds, peakBytes, all }] of Object.entries(results)) {
      const own = seconds - (name === 'lnav' ? 0 : start);
      rows.push([
        question.title,
        name,
        own.toFixed(2),
        (own / (byHand.seconds - start)).toFixed(2),
        cpuSeconds === null ? '' : cpuSeconds.toFixed(2),
        cpuSeconds === null ? '' : (cpuSeconds / byHand.cpuSeconds).toFixed(2),
        peakBytes === null ? '' : (peakBytes / 1e6).toFixed(0),
        all.map((value) => value.toFixed(2)).join(' '),
      ]);
    }
  }
  const slowest = await slowestTranslation(quick);
  return {
    title: `Questions over one raw log of ${(log.bytes / 1e6).toFixed(0)} MB, ${log.lines} lines`,
    columns: ['', '', 'median s', 'to SQL', 'CPU s', 'to SQL', 'peak MB', 'all runs'],
    rows,
    notes: [
      `Whole processes; the ${(start * 1000).toFixed(0)} ms of \`node -e 0\` are taken off easel and SQL alike. "to SQL": over the better of the statements written by hand. Limit 1.5, goal 1.2.`,
      'easel also looks at every byte first and judges every line (number of values, date, time) as ingest does; the SQL by hand trusts the file.',
      `lnav indexes the whole log before it answers${hasLnav ? '' : ' (not in this run)'}; it knows no zones: its hours are those of UTC.`,
      `Slowest translation (parse, translate, SQL text) of ${slowest.count} case files after warm-up: ${slowest.ms.toFixed(2)} ms, ${slowest.name}; ${slowest.longest.bytes} bytes with 60 USING aliases: ${slowest.longest.ms.toFixed(2)} ms, at first use ${slowest.longest.first.toFixed(1)} ms. Median of 15 each. Limit 5 ms.`,
    ],
  };
}

function contestants({ query, byHand, lnav }, log, hasLnav) {
  const text = query.replace('{log}', `'${log.file}'`);
  const script = path.join(root, 'bench', 'peers', 'duckdb-query.js');
  const options = ['-i:IISW3C', '-o:CSV', '-headers:OFF', '-q', '--tz', ZONE];
  let first;
  const alike = (result) => {
    const rows = sortedRows(result.stdout);
    first ??= rows;
    if (rows !== first) throw new Error('easel and the SQL by hand answer differently');
    return result;
  };
  const all = {
    easel: async () =>
      alike(await run(process.execPath, [easel, 'query', ...options, text], { whole: true })),
  };
  for (const name of byHand) {
    all[`SQL by hand (${name})`] = async () =>
      alike(await run(process.execPath, [script, log.file, name, ZONE], { whole: true }));
  }
  if (hasLnav) all.lnav = () => run('lnav', ['-n', '-c', `;${lnav}`, log.file]);
  return all;
}

/** Alike but for the order of equal counts and the sign for "none". */
function sortedRows(csv) {
  const rows = csv.trim().split(/\r?\n/);
  return rows
    .map((row) => row.replace(/^-,/, ','))
    .sort()
    .join('\n');
}

function bestByHand(results) {
  const found = Object.entries(results).filter(([name]) => name.startsWith('SQL'));
  return found.map(([, result]) => result).sort((a, b) => a.seconds - b.seconds)[0];
}

/** Reads the log once, so that the first contestant does not pay for a cold cache. */
async function warm(file) {
  for await (const chunk of createReadStream(file, { highWaterMark: 4 << 20 })) void chunk;
}
