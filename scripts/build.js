// Builds dist/: the kernels, the program, the files beside its modules, the page's client bundle, an
// empty warehouse, the x bits.
import { chmodSync, cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { buildKernels } from './build-kernel.js';
import { bundleProgram } from './bundle.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => path.join(root, ...parts);

rmSync(at('dist'), { recursive: true, force: true });
await buildKernels();
const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));
await bundleProgram(at('src'), at('dist'), manifest);
cpSync(at('src'), at('dist'), {
  recursive: true,
  filter: (source) =>
    !source.endsWith('.ts') &&
    source !== at('src/reports/client') &&
    path.basename(source) !== 'kernel',
});
const client = await rolldown({ input: at('src/reports/client/page.ts'), platform: 'browser' });
await client.write({ file: at('dist/reports/client/page.js'), format: 'iife', minify: true });
await client.close();
const { openWarehouse } = await import(pathToFileURL(at('dist/ingest/warehouse.js')).href);
(await openWarehouse(at('dist/ingest/empty.duckdb'), { access: 'read-write' })).close();
for (const bin of ['dist/cli/main.js', 'dist/cli/logparser.js']) {
  chmodSync(at(bin), 0o755);
}
