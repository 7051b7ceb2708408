import { readFileSync } from 'node:fs';

/** What `kernel/` exports; addresses are positions in `memory`. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly dataLines: { readonly value: number };
  readonly lines: { readonly value: number };
  readonly isRegular: { readonly value: number };
  reserve(bytes: number): number;
  begin(endsInCrLf: boolean, hasDirectives: boolean): void;
  expectValues(count: number): void;
  take(from: number, to: number): number;
}

/** Answers to what the kernel asks of a line in its memory. */
export interface SurveyHost {
  /** Text of a line that begins with `#`; false = the log cannot be scanned in place. */
  directive(line: string): boolean;
  /** Whether ten characters are a day. */
  isDay(text: string): boolean;
}

let compiled: WebAssembly.Module | undefined;
const idle: SurveyKernel[] = [];

/**
 * The part of a survey that looks at every byte, in WebAssembly (ADR 0020). Logs are read straight into its
 * memory: `room` bytes from `start` on.
 */
export class SurveyKernel {
  static readonly room = 11 << 20;
  readonly start: number;
  readonly exports: Exports;
  readonly bytes: Buffer;
  #host: SurveyHost | undefined;

  private constructor() {
    compiled ??= new WebAssembly.Module(readFileSync(new URL('kernel.wasm', import.meta.url)));
    const text = (from: number, to: number): string => this.bytes.toString('utf8', from, to);
    const host = {
      directive: (from: number, to: number) => this.#host?.directive(text(from, to)) === true,
      isDay: (at: number) => this.#host?.isDay(text(at, at + 10)) === true,
    };
    const env = { abort: noMemory };
    const { exports } = new WebAssembly.Instance(compiled, { host, env });
    this.exports = exports as unknown as Exports;
    this.start = this.exports.reserve(SurveyKernel.room);
    this.bytes = Buffer.from(this.exports.memory.buffer);
  }

  /** A kernel for one log; `release` gives it back for the next. Each one's address space is gigabytes. */
  static acquire(host: SurveyHost): SurveyKernel {
    const kernel = idle.pop() ?? new SurveyKernel();
    kernel.#host = host;
    return kernel;
  }

  release(): void {
    this.#host = undefined;
    idle.push(this);
  }
}

function noMemory(): never {
  throw new Error('no memory to look at a log in');
}
