import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateFleet, type FleetOptions } from '../../src/demo/generate-fleet.ts';
import type { TrueRequest } from '../../src/demo/request.ts';

function files(options: FleetOptions): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { path, chunk } of generateFleet(options)) {
    texts.set(path, (texts.get(path) ?? '') + chunk.toString());
  }
  return texts;
}

function digest(options: FleetOptions): string {
  const hash = createHash('sha256');
  for (const { path, chunk } of generateFleet(options)) hash.update(path).update(chunk);
  return hash.digest('hex');
}

const small = { seed: 7, devices: 60, days: 2 };
const requests: TrueRequest[] = [];
const badLines: string[] = [];
const noise: string[] = [];
const texts = files({
  ...small,
  observer: {
    onRequest: (request) => requests.push(request),
    onBadLine: (path) => badLines.push(path),
    onNoise: (kind) => noise.push(kind),
  },
});
const all = [...texts.values()].join('');
const linesOf = (path: string): string[] =>
  (texts.get(path) ?? '').split('\r\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('the fleet', () => {
  it('is the same for the same seed and another for another', () => {
    expect(digest(small)).toBe(digest(small));
    expect(digest(small)).not.toBe(digest({ ...small, seed: 8 }));
  });

  it('lays logs out by server and site as administrators have them', () => {
    expect([...texts.keys()].toSorted()).toMatchSnapshot();
  });

  it('writes one outermost line for every request the oracle names', () => {
    const outermost = all
      .split('\r\n')
      .filter(
        (line) => line.includes(' /Microsoft-Server-ActiveSync') && !line.includes('/Proxy/'),
      );
    const strangersAndProbes = noise.filter((kind) => kind !== 'other').length;
    const backOfProbes = noise.filter((kind) => kind === 'probe').length / 3;
    expect(outermost).toHaveLength(
      requests.length + strangersAndProbes - backOfProbes + badLines.length,
    );
  });

  it('gives every line of a file the number of values that its header names', () => {
    let fields = 0;
    const wrong: string[] = [];
    for (const [path, text] of texts) {
      if (!path.startsWith('logs/')) continue;
      for (const line of text.split('\r\n')) {
        if (line.startsWith('#Fields: ')) fields = line.slice(9).trim().split(' ').length;
        else if (line !== '' && !line.startsWith('#') && line.split(' ').length !== fields) {
          wrong.push(path);
        }
      }
    }
    // The third bad line has a date that cannot be read, not too many values.
    expect(wrong).toEqual(badLines.filter((path) => !path.includes('/EX03/')).toSorted());
    expect(badLines).toHaveLength(3);
  });

  it('leaves one hour of one server out', () => {
    const hours = new Set(
      linesOf('logs/CAS10B/W3SVC1/u_ex240501.log').map((line) => line.slice(11, 13)),
    );
    expect(hours.has('02')).toBe(false);
    expect(hours.has('01') && hours.has('03')).toBe(true);
  });

  it('cuts silent connections to one server at eight minutes', () => {
    const cut = requests.filter((request) => request.win32 === 64 && request.device.cutS !== null);
    expect(cut.length).toBeGreaterThan(20);
    expect(new Set(cut.map((request) => request.device.front))).toEqual(new Set(['CAS10B']));
    expect(
      cut.filter((request) => Math.floor(request.takenMs / 10_000) === 48).length,
    ).toBeGreaterThan(cut.length * 0.7);
  });

  it('has every story and every release in a small fleet', () => {
    const stories = new Set(requests.map((request) => request.device.story));
    for (const story of ['resync-loop', 'password-expired', 'throttled', 'blocked'] as const) {
      expect(stories).toContain(story);
    }
    expect(new Set(requests.map((request) => request.device.owner.generation)).size).toBe(3);
  });

  it('lets strangers put script, formulas and escapes into a log', () => {
    expect(all).toContain('<script>');
    expect(all).toContain('DeviceId==HYPERLINK(');
  });
});
