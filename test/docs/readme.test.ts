import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listVerbs } from '../../src/cli/verbs.ts';
import { runEasel } from '../cli/run-easel.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

/** The lines of all shell blocks of a Markdown text. */
function shellLines(markdown: string): string[] {
  return [...markdown.matchAll(/^```sh\n(?<code>.*?)^```/gms)].flatMap((block) =>
    (block.groups?.['code'] ?? '').split('\n').filter((line) => line !== ''),
  );
}

/** Splits a command line as a shell would: blanks separate, double quotes hold together. */
function words(line: string): string[] {
  return [...line.matchAll(/"(?<quoted>[^"]*)"|(?<bare>\S+)/g)].map(
    ({ groups }) => groups?.['quoted'] ?? groups?.['bare'] ?? '',
  );
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'easel-readme-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('README', () => {
  it('shows one line that installs and runs, and one that installs and tests', () => {
    expect(shellLines(readme)).toContain('npm ci && npx easel demo');
    expect(shellLines(readme)).toContain('npm ci && npm test');
  });

  it('shows commands that work, in the order of the page', { timeout: 180_000 }, async () => {
    const demo = await runEasel(['demo', '--devices', '30', '--days', '3'], { cwd: folder });
    expect(demo.code, demo.err).toBe(0);
    const lines = shellLines(readme).filter((line) => line.startsWith('npx easel '));
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) {
      const { code, err } = await runEasel(words(line).slice(2), { cwd: folder });
      expect(code, `${line}\n${err}`).toBe(0);
    }
  });

  it('names no command that does not exist', () => {
    const verbs = listVerbs();
    const texts = ['README.md', 'docs/user-guide.md', 'docs/formats.md'].map((file) =>
      readFileSync(path.join(root, file), 'utf8'),
    );
    const named = texts.join('\n').matchAll(/(?:npx|`) ?easel (?<verb>[a-z]+)/g);
    for (const { groups } of named) expect(verbs).toContain(groups?.['verb']);
  });

  it('links to files that are there', () => {
    for (const { groups } of readme.matchAll(/\]\((?<target>[^)#]+)\)/g)) {
      expect(() => readFileSync(path.join(root, groups?.['target'] ?? ''))).not.toThrow();
    }
  });
});
