// npm run bench [-- section...] [--quick] [--runs <n>]
import { parseArgs } from 'node:util';
import { benchIngest, benchSlope } from './ingest.js';
import benchPages from './pages.js';
import benchQuery from './query.js';
import { benchReports } from './reports.js';
import { printSection, writeResults } from './results.js';
import { benchStartup } from './startup.js';

const sections = {
  ingest: benchIngest,
  startup: benchStartup,
  reports: benchReports,
  slope: benchSlope,
  pages: benchPages,
  query: benchQuery,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, runs: { type: 'string', default: '5' } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(sections, name));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}`);
  process.exit(2);
}

const say = (text) => console.error(text);
const done = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(sections)) {
  say(`${name} ...`);
  const runs = values.quick ? 1 : Number(values.runs);
  const section = await sections[name]({ quick: values.quick, runs, say });
  printSection(section);
  done.push(section);
}
// A quick run shows that the bench works; its figures mean nothing.
if (!values.quick) writeResults(done);
