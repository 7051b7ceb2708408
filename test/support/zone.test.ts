import { describe, expect, it } from 'vitest';
import { parseTime } from '../../src/support/time-text.ts';
import { checkedZone, instantOf, wallClock } from '../../src/support/zone.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const wall = (text: string): number => Date.parse(`${text}Z`);

describe('zones', () => {
  it('show the clocks of a place and find the instant back', () => {
    expect(iso(wallClock(wall('2024-05-01T10:00:00'), 'Europe/Vienna'))).toBe(
      '2024-05-01T12:00:00.000Z',
    );
    expect(iso(instantOf(wall('2024-05-01T12:00:00'), 'Europe/Vienna'))).toBe(
      '2024-05-01T10:00:00.000Z',
    );
    expect(iso(instantOf(wall('2024-05-01T00:00:00'), 'Asia/Kolkata'))).toBe(
      '2024-04-30T18:30:00.000Z',
    );
  });
  it('take the first of two instants when clocks go back, and go on over a gap', () => {
    expect(iso(instantOf(wall('2024-10-27T02:30:00'), 'Europe/Vienna'))).toBe(
      '2024-10-27T00:30:00.000Z',
    );
    expect(iso(instantOf(wall('2024-03-31T02:30:00'), 'Europe/Vienna'))).toBe(
      '2024-03-31T01:30:00.000Z',
    );
  });
  it('are refused with the nearest name', () => {
    expect(() => checkedZone('Europe/Viena')).toThrow("there is no time zone 'Europe/Viena'");
    expect(checkedZone('UTC')).toBe('UTC');
  });
});

describe('typed times', () => {
  const now = wall('2024-05-04T12:00:00');
  const parse = (text: string, zone = 'UTC'): string =>
    iso(parseTime(text, '--since', zone, now).ms);
  it('are days, moments, moments of a zone, or spans back', () => {
    expect(parse('2024-05-01', 'Europe/Vienna')).toBe('2024-04-30T22:00:00.000Z');
    expect(parse('2024-05-01T12:30')).toBe('2024-05-01T12:30:00.000Z');
    expect(parse('2024-05-01T12:30Z', 'Europe/Vienna')).toBe('2024-05-01T12:30:00.000Z');
    expect(parse('2024-05-01 12:30:01.5+02:00')).toBe('2024-05-01T10:30:01.500Z');
    expect(parse('7d')).toBe('2024-04-27T12:00:00.000Z');
  });
  it.each(['2024-13-01', '2024-02-30', 'yesterday', '', '2024-05-01T25:00'])(
    'refuse %s',
    (text) => {
      expect(() => parse(text)).toThrow('is not a time');
    },
  );
});
