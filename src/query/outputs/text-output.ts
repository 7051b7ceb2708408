import type { Value } from '../../duckdb/values.ts';
import { UsageError } from '../../support/errors.ts';
import type { Settings } from '../command-line-parameters.ts';
import { cellTexts } from './cell-text.ts';
import { multiplexedPath, starCount } from './file-names.ts';
import type { OutputColumn, OutputWorld, RecordOutput, TextFormat, TextWriter } from './output.ts';
import { openFileSink, streamSink, type Sink } from './sink.ts';

export interface TextOutputOptions {
  readonly format: TextFormat;
  readonly settings: Settings;
  readonly columns: readonly OutputColumn[];
  /** INTO: a path, perhaps with stars, or `STDOUT`. */
  readonly target: string;
  readonly world: OutputWorld;
  readonly stdout: NodeJS.WritableStream;
  /** Makes control characters visible; set where stdout is a terminal. */
  readonly visible?: (text: string) => string;
  /** Waits for a key; set where stdin and stdout are terminals. */
  readonly pause?: () => Promise<void>;
}

const multiplexBytes = 64 << 20;

/** Writes rows through a text format into stdout, a file, or one file for each leading value. */
export function textOutput(options: TextOutputOptions): RecordOutput {
  const stars = options.target === 'STDOUT' ? 0 : starCount(options.target);
  if (stars === 0) return new SingleOutput(options, options.target, options.columns);
  if (stars >= options.columns.length) {
    throw new UsageError(
      'too-many-stars',
      `INTO has ${stars} wildcards, but the query only ${options.columns.length} columns`,
      { hint: 'each * takes one leading column of SELECT; at least one must be left to write' },
    );
  }
  return new MultiplexOutput(options, stars);
}

class SingleOutput implements RecordOutput {
  readonly #options: TextOutputOptions;
  readonly #target: string;
  readonly #columns: readonly OutputColumn[];
  #opened: { sink: Sink; writer: TextWriter } | 'discarded' | undefined;
  #hasPage = false;

  constructor(options: TextOutputOptions, target: string, columns: readonly OutputColumn[]) {
    this.#options = options;
    this.#target = target;
    this.#columns = columns;
  }

  get pendingBytes(): number {
    return typeof this.#opened === 'object' ? this.#opened.sink.pendingBytes : 0;
  }

  async flush(): Promise<void> {
    if (typeof this.#opened === 'object') await this.#opened.sink.flush();
  }

  async write(rows: readonly (readonly Value[])[]): Promise<void> {
    if (rows.length === 0) return;
    const opened = await this.#open();
    if (opened === 'discarded') return;
    for (const page of opened.writer.rows(rows)) await this.#emit(opened.sink, page);
  }

  async commit(): Promise<void> {
    const { format, settings } = this.#options;
    if (this.#opened === undefined && format.writesEmpty?.(settings) === true) await this.#open();
    if (typeof this.#opened !== 'object') return;
    const { sink, writer } = this.#opened;
    await this.#emit(sink, writer.end());
    await sink.commit();
  }

  async abort(): Promise<void> {
    if (typeof this.#opened === 'object') await this.#opened.sink.abort();
  }

  async #emit(sink: Sink, page: string): Promise<void> {
    if (page === '') return;
    const { pause, format } = this.#options;
    if (this.#hasPage && format.isPaged === true && this.#target === 'STDOUT') await pause?.();
    await sink.write(page);
    this.#hasPage = true;
  }

  async #open(): Promise<{ sink: Sink; writer: TextWriter } | 'discarded'> {
    if (this.#opened !== undefined) return this.#opened;
    const sink = await this.#sink();
    if (sink === null) {
      this.#opened = 'discarded';
      return 'discarded';
    }
    const { format, settings, world } = this.#options;
    const writer = format.start({
      ...world,
      columns: this.#columns,
      settings,
      target: this.#target,
      isAppending: sink.isAppending,
    });
    this.#opened = { sink, writer };
    await sink.write(writer.begin());
    return this.#opened;
  }

  #sink(): Promise<Sink | null> {
    const { settings, stdout, visible, format } = this.#options;
    const has = (name: string): boolean =>
      format.parameters.some((parameter) => parameter.name === name);
    const codepage = has('oCodepage') ? settings.number('oCodepage') : 0;
    if (this.#target === 'STDOUT') return Promise.resolve(streamSink(stdout, codepage, visible));
    const fileMode = has('fileMode') ? settings.number('fileMode') : 1;
    return openFileSink(this.#target, { fileMode, codepage });
  }
}

/** One file for each distinct combination of the leading columns that the stars take. */
class MultiplexOutput implements RecordOutput {
  readonly #options: TextOutputOptions;
  readonly #stars: number;
  readonly #outputs = new Map<string, SingleOutput>();
  readonly #namesOf: (row: readonly Value[]) => (string | null)[];

  constructor(options: TextOutputOptions, stars: number) {
    this.#options = options;
    this.#stars = stars;
    this.#namesOf = cellTexts(options.columns.slice(0, stars));
  }

  async write(rows: readonly (readonly Value[])[]): Promise<void> {
    const byFile = new Map<string, Value[][]>();
    for (const row of rows) {
      const file = multiplexedPath(this.#options.target, this.#namesOf(row));
      const rest = row.slice(this.#stars);
      const group = byFile.get(file);
      if (group === undefined) byFile.set(file, [rest]);
      else group.push(rest);
    }
    for (const [file, group] of byFile) await this.#outputFor(file).write(group);
    await this.#relieve();
  }

  async commit(): Promise<void> {
    for (const output of this.#outputs.values()) await output.commit();
  }

  async abort(): Promise<void> {
    for (const output of this.#outputs.values()) await output.abort();
  }

  #outputFor(file: string): SingleOutput {
    // Values that differ only in letter case are one file where the file system says so.
    const key = file.toLowerCase();
    const existing = this.#outputs.get(key);
    if (existing !== undefined) return existing;
    const columns = this.#options.columns.slice(this.#stars);
    const output = new SingleOutput(this.#options, file, columns);
    this.#outputs.set(key, output);
    return output;
  }

  async #relieve(): Promise<void> {
    let pending = 0;
    for (const output of this.#outputs.values()) pending += output.pendingBytes;
    if (pending < multiplexBytes) return;
    for (const output of this.#outputs.values()) await output.flush();
  }
}
