import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { rolldown } from 'rolldown';

const places = [
  process.env['EASEL_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser's path; undefined where there is none, which under CI is a failure. */
export function browserPath(): string | undefined {
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found !== undefined) return found;
  if (process.env['CI'] !== undefined && process.env['CI'] !== '') {
    throw new Error('CI without a browser: install chromium, or set EASEL_CHROMIUM');
  }
  process.stderr.write(
    '\n*** BROWSER TESTS SKIPPED: no Chromium found (install it, or set EASEL_CHROMIUM) ***\n\n',
  );
  return undefined;
}

export async function launch(path: string): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Bundles the page's script anew, so that tests see the present source and not the last build. */
export async function bundleClient(): Promise<void> {
  const bundle = await rolldown({ input: 'src/reports/client/page.ts', platform: 'browser' });
  await bundle.write({ file: 'dist/reports/client/page.js', format: 'iife', minify: true });
  await bundle.close();
}
