import type { Table } from '../columns.ts';
import { unpackTable } from '../packed.ts';
import { byId } from './dom.ts';

/** Reads the rows that lie in the block `facts-<index>`. */
export async function loadFacts(index: number): Promise<Table> {
  const block = byId(`facts-${index}`);
  const bytes = fromBase64(JSON.parse(block.textContent) as string);
  block.remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return unpackTable(new Uint8Array(await new Response(stream).arrayBuffer()));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
