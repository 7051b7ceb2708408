#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const argv = process.argv.slice(2);

// Scripts ask for the version often: it is answered before anything else is loaded.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  process.stdout.once('error', (error: NodeJS.ErrnoException) => void failWriting(error));
  process.stdout.write(`easel ${(JSON.parse(manifest) as { version: string }).version}\n`);
} else {
  const { runProcess } = await import('./run-process.ts');
  await runProcess(argv);
}

async function failWriting(error: NodeJS.ErrnoException): Promise<void> {
  if (error.code === 'EPIPE' || error.code === 'EOF') return;
  (await import('./fail-writing.ts')).failWriting(error);
}
