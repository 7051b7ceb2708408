// Compiles each folder `kernel` (AssemblyScript, ADR 0020) to WebAssembly, as `kernel.wasm` beside it.
// Vitest runs this before the tests: they run from src/.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const folders = ['parsers/express', 'query/inputs'].map((folder) => path.join(src, folder));

async function build(folder) {
  const { error, stderr } = await asc.main([
    path.join(folder, 'kernel', 'index.ts'),
    ...['--outFile', path.join(folder, 'kernel.wasm')],
    ...['--runtime', 'minimal', '--enable', 'simd', '--noAssert', '-O3'],
  ]);
  if (error !== null) throw new Error(`${folder}/kernel does not compile:\n${stderr.toString()}`);
}

function isFresh(folder) {
  const target = path.join(folder, 'kernel.wasm');
  const source = path.join(folder, 'kernel');
  const times = readdirSync(source).map((file) => statSync(path.join(source, file)).mtimeMs);
  return existsSync(target) && statSync(target).mtimeMs > Math.max(...times);
}

export async function buildKernels() {
  for (const folder of folders) await build(folder);
}

export default async function setup() {
  for (const folder of folders) if (!isFresh(folder)) await build(folder);
}
