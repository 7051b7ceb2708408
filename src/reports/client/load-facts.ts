import type { Table } from '../columns.ts';
import { unpackTable, type PackedTable } from '../packed.ts';
import { byId } from './dom.ts';

/** Reads the rows that lie in the block `facts-<index>`. */
export async function loadFacts(index: number): Promise<Table> {
  const block = byId(`facts-${index}`);
  const packed = JSON.parse(block.textContent) as PackedTable;
  block.remove();
  return unpackTable(packed, inflate);
}

async function inflate(text: string): Promise<Uint8Array> {
  const stream = new Blob([fromBase64(text)]).stream();
  const inflated = stream.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}

/** Newer browsers know a way many times as fast. */
const native = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (native.fromBase64 !== undefined) return native.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
