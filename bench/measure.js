import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * Runs a program to its end: wall time, the highest resident memory and the CPU time the kernel saw
 * (Linux; the last 20 ms may be missed) and the end of what it printed, or with `whole` all of it. A
 * program that fails makes the bench fail.
 */
export function run(command, args, { cwd, input, whole = false } = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    let peakBytes = null;
    let cpuSeconds = null;
    const look = () => {
      cpuSeconds = cpuTime(child.pid) ?? cpuSeconds;
      peakBytes = Math.max(peakBytes ?? 0, highWaterMark(child.pid) ?? 0) || null;
    };
    const timer = setInterval(look, 20);
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].on('data', (data) => {
        output[name] = (output[name] + data).slice(whole ? 0 : -20_000);
      });
    }
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = (performance.now() - started) / 1000;
      clearInterval(timer);
      if (code === 0) resolve({ seconds, peakBytes, cpuSeconds, ...output });
      else reject(new Error(`${command} ${args.join(' ')}: exit code ${code}\n${output.stderr}`));
    });
  });
}

function highWaterMark(pid) {
  try {
    const found = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found === null ? null : Number(found[1]) * 1024;
  } catch {
    return null;
  }
}

/** Seconds of CPU of all threads so far; the kernel counts in hundredths. */
function cpuTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  } catch {
    return null;
  }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/**
 * Measures several contestants in turns, so that a noisy minute does not hit one of them only.
 * `contestants`: name -> async () => { seconds, peakBytes }.
 */
export async function inTurns(contestants, runs, say) {
  const results = new Map(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 1; round <= runs; round++) {
    for (const [name, measure] of Object.entries(contestants)) {
      const result = await measure();
      results.get(name).push(result);
      say(`  ${name}, run ${round} of ${runs}: ${result.seconds.toFixed(2)} s`);
    }
  }
  return Object.fromEntries(
    [...results].map(([name, all]) => [
      name,
      {
        seconds: median(all.map((result) => result.seconds)),
        peakBytes: Math.max(...all.map((result) => result.peakBytes ?? 0)) || null,
        cpuSeconds: all.some(({ cpuSeconds = null }) => cpuSeconds === null)
          ? null
          : median(all.map((result) => result.cpuSeconds)),
        all: all.map((result) => result.seconds),
      },
    ]),
  );
}
