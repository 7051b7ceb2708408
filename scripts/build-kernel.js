// Compiles the kernel of the express reader (AssemblyScript, ADR 0020) to WebAssembly, beside its source.
// Vitest runs this before the tests: they run from src/.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('../src/parsers/express/', import.meta.url));
const source = path.join(folder, 'kernel');
const target = path.join(folder, 'kernel.wasm');

export async function buildKernel() {
  const { error, stderr } = await asc.main([
    path.join(source, 'index.ts'),
    ...['--outFile', target, '--runtime', 'minimal', '--enable', 'simd', '--noAssert', '-O3'],
  ]);
  if (error !== null) throw new Error(`the kernel does not compile:\n${stderr.toString()}`);
}

export default async function setup() {
  const times = readdirSync(source).map((file) => statSync(path.join(source, file)).mtimeMs);
  const isFresh = existsSync(target) && statSync(target).mtimeMs > Math.max(...times);
  if (!isFresh) await buildKernel();
}
