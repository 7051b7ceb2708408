import {
  checkpointParameter,
  codepageParameter,
  type InputFormat,
  recurseParameter,
} from './input.ts';

/** Event logs as XML: `wevtutil qe ... /f:XML` and Get-WinEvent's `ToXml()`. */
export const eventLogInput: InputFormat = {
  name: 'EVT',
  title: 'Windows events, exported as XML',
  parameters: [
    { name: 'fullText', kind: 'switch', default: 'ON', doc: 'Give the message.' },
    {
      name: 'resolveSIDs',
      kind: 'switch',
      default: 'OFF',
      doc: 'Account names for SIDs: needs Windows, SIDs stay as they are.',
    },
    { name: 'formatMsg', kind: 'switch', default: 'ON', doc: 'The message as one line.' },
    {
      name: 'msgErrorMode',
      kind: 'choice',
      choices: ['NULL', 'ERROR', 'MSG'],
      default: 'MSG',
      doc: 'A message that is not in the export: NULL, a parse error, or a text that says so.',
    },
    {
      name: 'fullEventCode',
      kind: 'switch',
      default: 'OFF',
      doc: 'The event code with its qualifiers.',
    },
    {
      name: 'direction',
      kind: 'choice',
      choices: ['FW', 'BW'],
      default: 'FW',
      doc: 'FW = in the order of the file, BW = backwards.',
    },
    { name: 'stringsSep', kind: 'text', default: '|', doc: 'Text between insertion strings.' },
    {
      name: 'binaryFormat',
      kind: 'choice',
      choices: ['ASC', 'PRINT', 'HEX'],
      default: 'HEX',
      doc: 'How Data is shown.',
    },
    codepageParameter('0'),
    recurseParameter('0'),
    checkpointParameter,
  ],
  async open(entries, settings, world) {
    const { openEventLog } = await import('./open-event-log.ts');
    return openEventLog(entries, settings, world);
  },
};
