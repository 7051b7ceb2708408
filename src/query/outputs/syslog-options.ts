import type { Parameter, Settings } from '../command-line-parameters.ts';
import type { OutputColumn, OutputWorld } from './output.ts';

export const syslogParameters: readonly Parameter[] = [
  { name: 'conf', kind: 'text', default: '', doc: 'A syslog.conf: selectors and targets.' },
  { name: 'severity', kind: 'text', default: 'info', doc: 'Number, name, $field or $index.' },
  { name: 'facility', kind: 'text', default: 'user', doc: 'Number, name, $field or $index.' },
  { name: 'oTsFormat', kind: 'text', default: 'MMM dp hh:mm:ss', doc: 'The time in the header.' },
  { name: 'hostName', kind: 'text', default: 'localhost', doc: 'Name, $field or $index.' },
  { name: 'processName', kind: 'text', default: 'LogParser:', doc: 'The tag, $field or $index.' },
  { name: 'separator', kind: 'text', default: 'space', doc: 'Between fields: space, tab or text.' },
  { name: 'maxPacketSize', kind: 'number', default: '1024', doc: 'Bytes of a message.' },
  {
    name: 'discardOversized',
    kind: 'switch',
    default: 'OFF',
    doc: 'Drop longer messages; OFF cuts them.',
  },
  {
    name: 'protocol',
    kind: 'choice',
    choices: ['UDP', 'TCP'],
    default: 'UDP',
    doc: 'How messages travel.',
  },
  { name: 'sourcePort', kind: 'text', default: '*', doc: 'Port to send from; * = any.' },
  { name: 'ignoreDspchErrs', kind: 'switch', default: 'OFF', doc: 'Go on when sending fails.' },
  { name: 'oCodepage', kind: 'number', default: '0', doc: 'Code page of the messages.' },
];

export interface SyslogOptions {
  readonly settings: Settings;
  readonly columns: readonly OutputColumn[];
  /** `@host[:port]`, a file or STDOUT; several separated by commas or semicolons. */
  readonly target: string;
  readonly world: OutputWorld;
  readonly stdout: NodeJS.WritableStream;
  readonly visible?: (text: string) => string;
  readonly isOffline: boolean;
}
