import { defineModel, type ModelColumn } from './model.ts';

const text = (doc: string): ModelColumn => ({ type: 'VARCHAR', doc });
const number = (doc: string): ModelColumn => ({ type: 'BIGINT', doc });
const real = (doc: string): ModelColumn => ({ type: 'DOUBLE', doc });
const kept = 'only with --keep-query';

export default defineModel({
  name: 'iisw3c',
  kind: 'view',
  listed: true,
  doc: "The IIS log lines under Log Parser's names, so that a query over files also runs over the warehouse. What ingest keeps only with --keep-query is NULL without it; cookies are never stored.",
  grain: 'one line of one log file',
  columns: {
    LogFilename: text('The file, as it was found.'),
    LogRow: number('The line in it, from 1.'),
    date: { type: 'DATE', doc: 'UTC; from #Date where the line has none.' },
    time: { type: 'TIME', doc: 'UTC.' },
    'c-ip': text('Client address.'),
    'cs-username': text(`The account as logged; ${kept}.`),
    's-sitename': text(`The site as logged; ${kept}.`),
    's-computername': text(`The server as logged; ${kept}.`),
    's-ip': text('Server address.'),
    's-port': number('Server port.'),
    'cs-method': text('Method.'),
    'cs-uri-stem': text('Path.'),
    'cs-uri-query': text(`Query as logged; ${kept}.`),
    'sc-status': number('HTTP status.'),
    'sc-substatus': number('Substatus of IIS.'),
    'sc-win32-status': number('Windows error code.'),
    'sc-bytes': number('Server to client.'),
    'cs-bytes': number('Client to server.'),
    'time-taken': number('Milliseconds.'),
    'cs-version': text(`Protocol; ${kept}.`),
    'cs-host': text('Host header.'),
    'cs(User-Agent)': text(`User agent as logged; ${kept}.`),
    'cs(Cookie)': text('Always NULL.'),
    'cs(Referer)': text('Referer.'),
    's-event': text('Process accounting: event.'),
    's-process-type': text('Process accounting: kind of process.'),
    's-user-time': real('Process accounting: time in user mode.'),
    's-kernel-time': real('Process accounting: time in kernel mode.'),
    's-page-faults': number('Process accounting: page faults.'),
    's-total-procs': number('Process accounting: processes in all.'),
    's-active-procs': number('Process accounting: active processes.'),
    's-stopped-procs': number('Process accounting: stopped processes.'),
  },
  unique: ['LogFilename', 'LogRow'],
});
