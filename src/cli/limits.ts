import os from 'node:os';
import type { Command } from 'commander';
import { AppError, UsageError } from '../support/errors.ts';
import { onAbort } from '../support/on-abort.ts';

/** What one statement may use. */
export interface Limits {
  readonly memory: string;
  readonly threads: number;
  readonly timeoutMs?: number;
}

/** Declares `--memory`, `--threads` and `--timeout`. */
export function declareLimits(command: Command): void {
  command
    .option('--memory <size>', 'memory for the engine, as 500MB or 2GB', '1GB')
    .option('--threads <n>', 'threads for the engine (default: one a core, at most 8)')
    .option('--timeout <time>', 'give up after so long: 30s, 5m, 1h (default: never)');
}

/**
 * The limits that a command line gives, with defaults for what it does not say.
 * @throws UsageError where a value cannot be read
 */
export function limitsOf(options: Readonly<Record<string, unknown>>): Limits {
  const { memory, threads, timeout } = options as Partial<Record<string, string>>;
  return {
    memory: memorySize(memory ?? '1GB'),
    threads: threads === undefined ? Math.min(8, os.availableParallelism()) : threadCount(threads),
    ...(timeout === undefined ? {} : { timeoutMs: durationMs(timeout) }),
  };
}

function memorySize(text: string): string {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGT]i?)B?$/i.exec(text.trim());
  if (match === null || Number(match[1]) === 0) {
    throw new UsageError('usage', `--memory '${text}' is no size`, { hint: 'as 500MB or 2GB' });
  }
  return `${match[1] ?? ''}${match[2] ?? ''}B`;
}

function threadCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 1024) return count;
  throw new UsageError('usage', `--threads '${text}' is no number of threads`, {
    hint: 'a whole number from 1 on',
  });
}

const unitMs: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000 };

function durationMs(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(s|m|h|)$/i.exec(text.trim());
  const ms = Number(match?.[1]) * (unitMs[match?.[2]?.toLowerCase() ?? ''] ?? Number.NaN);
  // Node's timers hold no more than 2^31 - 1 ms.
  if (ms > 0 && ms < 2 ** 31) return ms;
  throw new UsageError('usage', `--timeout '${text}' is no time`, { hint: 'as 30s, 5m or 1h' });
}

/** Runs `work`, and `stop`s it when the time is over or the user interrupts. */
export async function withinLimits<T>(
  limits: Limits,
  signal: AbortSignal,
  stop: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const { timeoutMs } = limits;
  const deadline = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
  const ends = [onAbort(deadline, stop), onAbort(signal, stop)];
  try {
    return await work();
  } catch (error) {
    if (timeoutMs === undefined || deadline?.aborted !== true) throw error;
    throw new AppError('timeout', `stopped after ${timeoutMs / 1000} s`, {
      hint: 'give more time with --timeout',
      cause: error,
    });
  } finally {
    for (const end of ends) end();
  }
}
