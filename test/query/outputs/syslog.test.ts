import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/duckdb/values.ts';
import { settingsOf } from '../../../src/query/command-line-parameters.ts';
import { syslogParameters } from '../../../src/query/outputs/syslog-options.ts';
import { syslogOutput } from '../../../src/query/outputs/syslog.ts';
import { filesIn, temporaryFolder, world } from './write.ts';

const columns = [
  { name: 'Level', type: 'STRING' },
  { name: 'Url', type: 'STRING' },
  { name: 'Hits', type: 'INTEGER' },
] as const;
const rows: Value[][] = [
  ['err', '/a\n<0>forged', 1],
  [null, '/b', 2],
];

async function send(
  target: string,
  parameters: Record<string, string> = {},
  isOffline = false,
): Promise<string> {
  const stdout = new PassThrough();
  const parts: Buffer[] = [];
  stdout.on('data', (part: Buffer) => parts.push(part));
  const given = new Map(
    Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const output = await syslogOutput({
    settings: settingsOf('SYSLOG', syslogParameters, given),
    columns,
    target,
    world,
    stdout,
    isOffline,
  });
  await output.write(rows);
  await output.commit();
  return Buffer.concat(parts).toString();
}

const stamp = 'Nov 20 10:00:00';

describe('SYSLOG', () => {
  it('writes one message a row, whatever the values hold', async () => {
    expect(await send('STDOUT')).toBe(
      `<14>${stamp} HOST1 LogParser: err /a <0>forged 1\n<14>${stamp} HOST1 LogParser: - /b 2\n`,
    );
  });

  it('takes severity, host and tag from fields, which then leave the message', async () => {
    const text = await send('STDOUT', {
      severity: '$Level',
      facility: 'local7',
      hostName: '$2',
      processName: 'easel:',
      separator: '|',
      oTsFormat: 'hh:mm',
    });
    expect(text).toBe('<187>10:00 /a <0>forged easel: 1\n<190>10:00 /b easel: 2\n');
  });

  it('cuts or drops messages that are too long', async () => {
    const cut = await send('STDOUT', { maxPacketSize: '30' });
    expect(cut.split('\n')[0]).toHaveLength(30);
    expect(await send('STDOUT', { maxPacketSize: '30', discardOversized: 'ON' })).toBe('');
  });

  it('adds to a file', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'messages');
    await send(file);
    await send(file);
    expect(filesIn(folder)['messages']?.split('\n')).toHaveLength(5);
  });

  it('sends UDP packets', async () => {
    const socket = createSocket('udp4');
    const received: string[] = [];
    socket.on('message', (message) => received.push(message.toString()));
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    await send(`@127.0.0.1:${socket.address().port}`);
    await expect.poll(() => received.length).toBe(2);
    expect(received[1]).toBe(`<14>${stamp} HOST1 LogParser: - /b 2`);
    socket.close();
  });

  it('sends over TCP, and says when nobody listens', async () => {
    let text = '';
    const server = createServer((socket) => socket.on('data', (part) => (text += part.toString())));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await send(`@127.0.0.1:${port}`, { protocol: 'TCP' });
    await expect.poll(() => text.split('\n').length).toBe(3);
    await new Promise((resolve) => server.close(resolve));
    await expect(send(`@127.0.0.1:${port}`, { protocol: 'TCP' })).rejects.toThrow('cannot reach');
  });

  it('refuses the network offline, unknown names and unknown fields', async () => {
    await expect(send('@host', {}, true)).rejects.toThrow('--offline');
    await expect(send('STDOUT', { severity: 'loud' })).rejects.toThrow('does not know "loud"');
    await expect(send('STDOUT', { hostName: '$Nobody' })).rejects.toThrow('no column $Nobody');
  });
});
