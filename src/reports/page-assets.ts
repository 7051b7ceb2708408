import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../support/errors.ts';
import { asset, templateFile, type Asset } from './templates.ts';

/** Marks the document before anything is painted, so that what needs JavaScript takes its place. */
const bootScript = "document.documentElement.classList.add('js');";

export interface PageAssets {
  readonly style: Asset;
  readonly boot: Asset;
  readonly script: Asset;
  /** The Content-Security-Policy that lets these and nothing else in. */
  readonly csp: string;
}

let loaded: PageAssets | undefined;

/** The page's style sheet and scripts, and the policy with their hashes. */
export function pageAssets(): PageAssets {
  if (loaded !== undefined) return loaded;
  const style = asset(templateFile('page.css'));
  const boot = asset(bootScript);
  const script = asset(clientScript());
  const csp = [
    `default-src 'none'`,
    `script-src ${hash(boot)} ${hash(script)}`,
    `style-src ${hash(style)}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  loaded = { style, boot, script, csp };
  return loaded;
}

function hash({ asset: text }: Asset): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function clientScript(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const places = [
    path.join(here, 'client', 'page.js'),
    path.join(here, '..', '..', 'dist', 'reports', 'client', 'page.js'),
  ];
  const file = places.find((place) => existsSync(place));
  if (file === undefined) {
    throw new AppError('no-client', 'the script of the report pages has not been built', {
      hint: 'run npm run build',
    });
  }
  // `</script` can stand in a string or comment of a library; a backslash changes neither.
  return readFileSync(file, 'utf8')
    .replaceAll(/<\/(script|style)/gi, '<\\/$1')
    .replaceAll('<!--', '<\\!--');
}
