import { expect, test } from 'vitest';
import httperr from '../../../src/parsers/formats/httperr.format.ts';
import { readLines } from './read-lines.ts';

test('keeps whatever HTTPERR logs: agent, referer, host, bytes, time taken and unknown fields', async () => {
  const { rows, rejects } = await readLines(httperr, [
    '#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri cs(User-Agent) cs(Referer) cs-host sc-status sc-bytes cs-bytes time-taken s-siteid s-reason s-queuename transport X-Own',
    '2024-05-01 06:00:04 203.0.113.7 51234 10.1.0.31 443 HTTP/1.1 GET /a?b An+Agent http://x/ mail 400 311 17 25 1 BadRequest Pool TCP own',
    '2024-05-01 06:00:05 203.0.113.7 51234 10.1.0.31 443 - - - - - - - - - - - - - - -',
  ]);
  expect(rejects).toEqual([]);
  expect(rows).toMatchObject([
    {
      user_agent: 'An Agent',
      referer: 'http://x/',
      host: 'mail',
      bytes_sent: 311,
      bytes_received: 17,
      time_taken_ms: 25,
      custom: {
        'c-port': '51234',
        's-reason': 'BadRequest',
        's-queuename': 'Pool',
        transport: 'TCP',
        'X-Own': 'own',
      },
    },
    { custom: { 'c-port': '51234' } },
  ]);
});

test('has no map for an HTTPERR line without further values', async () => {
  const { rows } = await readLines(httperr, [
    '#Fields: date time c-ip s-reason transport',
    '2024-05-01 06:00:05 203.0.113.7 - -',
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0]).not.toHaveProperty('custom');
});
