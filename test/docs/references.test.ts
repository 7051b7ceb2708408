import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Every text of a folder, by its path from the root. */
function textsOf(folder: string): Map<string, string> {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => /\.(?:ts|sql|hbs|css)$/.test(name));
  return new Map(
    files.map((name) => {
      const file = `${folder}/${name.replaceAll('\\', '/')}`;
      return [file, readFileSync(path.join(root, file), 'utf8')];
    }),
  );
}

/** The headings of a Markdown text, without their marks. */
function headings(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (?<heading>.*)$/gm)].map((match) => match[1] ?? '');
}

const texts = new Map(['src', 'templates', 'test'].flatMap((folder) => [...textsOf(folder)]));
const docs = readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'));

/** What a pattern finds in the texts, with the file it stands in. */
function named(pattern: RegExp): { file: string; name: string }[] {
  return [...texts].flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map((match) => ({ file, name: match[1] ?? '' })),
  );
}

describe('docs', () => {
  it('has every page that sources and templates name', () => {
    const found = named(/\bdocs\/([\w-]+\.md)/g);
    expect(found.filter(({ name }) => !docs.includes(name))).toEqual([]);
    expect(found.map(({ file }) => file)).toContain('templates/page.hbs');
  });

  it('has every definition that sources name', () => {
    const known = headings(readFileSync(path.join(root, 'docs', 'definitions.md'), 'utf8'));
    // A comment may go on in its next line.
    const found = named(/\bdocs\/definitions\.md,[\s*-]+"([^"]+)"/g);
    expect(found.filter(({ name }) => !known.includes(name))).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
  });

  it('has every heading that its pages link to', () => {
    const anchors = new Map(
      docs.map((name) => {
        const text = readFileSync(path.join(root, 'docs', name), 'utf8');
        return [name, { text, anchors: headings(text).map(anchorOf) }];
      }),
    );
    for (const [page, { text }] of anchors) {
      for (const [, target = '', anchor = ''] of text.matchAll(/\]\(([\w-]+\.md)?#([^)]+)\)/g)) {
        const own = anchors.get(target === '' ? page : target)?.anchors;
        expect(own, `${page} links to ${target}#${anchor}`).toContain(anchor);
      }
    }
  });
});

/** The anchor that a heading has on a page: `As-of time` -> `as-of-time`. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}
