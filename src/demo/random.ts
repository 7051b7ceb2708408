/** A small generator of repeatable random numbers (xorshift128): the same seed, the same fleet. */
export interface Random {
  /** 0 (included) to 1 (not included). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One of `items`, as often as its weight says. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  /** Exponentially distributed with this mean: the time to the next independent event. */
  exponential(mean: number): number;
  /** `length` characters of `alphabet`. */
  text(alphabet: string, length: number): string;
  /** A generator of its own for one subject, so that a change elsewhere does not disturb it. */
  fork(label: string): Random;
}

export const HEX = '0123456789abcdef';
export const UPPER_HEX = '0123456789ABCDEF';
export const UPPER_ALPHANUMERIC = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

export function createRandom(seed: number | string): Random {
  const [a, b, c, d] = hash128(String(seed));
  let [x, y, z, w] = [a | 1, b, c, d];
  const next = (): number => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return (w >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const random: Random = {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => items[int(0, items.length - 1)] as (typeof items)[number],
    weighted: (items) => {
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        rest -= weight;
        if (rest < 0) return item;
      }
      return (items.at(-1) as (typeof items)[number])[0];
    },
    exponential: (mean) => -Math.log(1 - next()) * mean,
    text: (alphabet, length) => {
      let text = '';
      for (let i = 0; i < length; i++) text += alphabet.charAt(int(0, alphabet.length - 1));
      return text;
    },
    fork: (label) => createRandom(`${seed}/${label}`),
  };
  for (let i = 0; i < 8; i++) next();
  return random;
}

/** FNV-1a in four lanes: spreads any seed text over the generator's state. */
function hash128(text: string): [number, number, number, number] {
  const lane = (basis: number): number => {
    let hash = basis;
    for (let i = 0; i < text.length; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    return hash;
  };
  return [lane(0x811c9dc5), lane(0x9e3779b9), lane(0x7f4a7c15), lane(0x2545f491)];
}
