import type { IngestProgress } from '../ingest/ingest-options.ts';
import { escapeValue } from '../support/terminal.ts';
import type { OutputStream } from './command.ts';
import { terminalWidth } from './output/terminal-width.ts';

const redrawMs = 100;

/** A line on a terminal that is drawn over itself: share, bytes a second, time left. */
export class ProgressBar {
  readonly #out: OutputStream;
  readonly #startedAt = Date.now();
  #drawnAt = 0;
  #isDrawn = false;

  constructor(out: OutputStream) {
    this.#out = out;
  }

  update({ bytes, totalBytes, file }: IngestProgress): void {
    const now = Date.now();
    if (this.#out.isTTY !== true || now - this.#drawnAt < redrawMs) return;
    this.#drawnAt = now;
    const seconds = (now - this.#startedAt) / 1000;
    const rate = seconds > 0 ? bytes / seconds : 0;
    const share = totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 0;
    const left = rate > 0 ? Math.max(0, (totalBytes - bytes) / rate) : 0;
    const bar = '#'.repeat(Math.round(share * 20)).padEnd(20, '.');
    const text = `[${bar}] ${(share * 100).toFixed(0)} % ${megabytes(bytes)}/${megabytes(totalBytes)} MB, ${megabytes(rate)} MB/s, ${clock(left)} left  ${shortName(file)}`;
    this.#draw(text);
  }

  /** What takes its time when there is nothing left to measure. */
  say(text: string): void {
    if (this.#out.isTTY === true) this.#draw(text);
  }

  #draw(text: string): void {
    this.#out.write(`\r\u001b[K${text.slice(0, terminalWidth(this.#out) - 1)}`);
    this.#isDrawn = true;
  }

  clear(): void {
    if (this.#isDrawn) this.#out.write('\r\u001b[K');
    this.#isDrawn = false;
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function shortName(file: string): string {
  return escapeValue(file.split(/[\\/]/).slice(-2).join('/'));
}
