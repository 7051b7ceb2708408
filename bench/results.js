import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { root } from './data.js';

const HEAD = `# Results

Newest first. Every table is one run of \`npm run bench\`, peers measured in turns with easel on the same
machine, cache warm; medians of five unless it says otherwise. Trust ratios more than seconds.
`;

function markdown({ title, columns, rows, notes = [] }) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map(line),
    '',
    ...notes.map((note) => `- ${note}`),
    '',
  ].join('\n');
}

export function printSection(section) {
  console.log(markdown(section));
}

/** Puts the sections of this run above those of earlier ones. */
export function writeResults(sections) {
  const file = path.join(root, 'bench', 'RESULTS.md');
  const earlier = existsSync(file) ? readFileSync(file, 'utf8').slice(HEAD.length) : '';
  const date = new Date().toISOString().slice(0, 10);
  const machine = `Commit ${commit()}; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB memory, Node ${process.versions.node}, DuckDB ${duckdbVersion()}.`;
  const text = sections.map(markdown).join('\n');
  writeFileSync(file, `${HEAD}\n## ${date}\n\n${machine}\n\n${text}${earlier}`);
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
    }).trim();
  } catch {
    return 'unknown';
  }
}

function duckdbVersion() {
  const manifest = path.join(root, 'node_modules', '@duckdb', 'node-api', 'package.json');
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
