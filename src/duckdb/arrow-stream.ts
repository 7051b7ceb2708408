import * as arrow from 'apache-arrow';
import type { DuckDBDataChunk, DuckDBType } from '@duckdb/node-api';
import { arrowCodec, type ArrowCodec } from './arrow-data.ts';
import type { RawResult } from './raw-result.ts';

/** DuckDB's chunks have up to 2,048 rows; as record batches they would be mostly headers. */
const chunksPerBatch = 16;

/** A result as an Arrow IPC stream, a record batch at a time. */
export async function* arrowStream(raw: RawResult): AsyncGenerator<Uint8Array> {
  const codecs = raw.types.map((type: DuckDBType) => arrowCodec(type));
  const schema = new arrow.Schema(
    codecs.map((codec, i) => new arrow.Field(raw.names[i] ?? '', codec.type, true)),
  );
  const sink = new CollectingQueue();
  const writer = new arrow.RecordBatchStreamWriter({ autoDestroy: false });
  writer.reset(sink, schema);
  let waiting: DuckDBDataChunk[] = [];
  for await (const chunk of raw.chunks()) {
    waiting.push(chunk);
    if (waiting.length < chunksPerBatch) continue;
    writer.write(recordBatch(schema, codecs, waiting));
    waiting = [];
    yield sink.take();
  }
  if (waiting.length > 0) writer.write(recordBatch(schema, codecs, waiting));
  writer.finish();
  yield sink.take();
}

/** Takes the writer's bytes at once, where arrow's own queue would wait for a reader. */
class CollectingQueue extends arrow.AsyncByteQueue {
  #parts: Uint8Array[] = [];

  override write(part: Uint8Array): void {
    this.#parts.push(part);
  }

  take(): Uint8Array {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    return bytes;
  }
}

function recordBatch(
  schema: arrow.Schema,
  codecs: readonly ArrowCodec[],
  chunks: readonly DuckDBDataChunk[],
): arrow.RecordBatch {
  const length = chunks.reduce((rows, chunk) => rows + chunk.rowCount, 0);
  const children = codecs.map((codec, i) =>
    codec.data(chunks.flatMap((chunk) => chunk.getColumnValues(i))),
  );
  const type = new arrow.Struct(schema.fields);
  const data = arrow.makeData<arrow.Struct>({ type, length, nullCount: 0, children });
  return new arrow.RecordBatch(schema, data);
}
