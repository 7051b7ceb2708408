import { UsageError } from '../../support/errors.ts';
import { cellTexts } from './cell-text.ts';
import { codepageParameter, fileModeParameter, type TextFormat } from './output.ts';
import { formatMoment, parseMoment } from './timestamp-format.ts';
import { utcText } from '../../support/utc-text.ts';

const rtpParameter = {
  name: 'rtp',
  kind: 'number',
  default: '10',
  doc: 'Rows before a pause on a terminal; -1 = never.',
} as const;

/** The W3C extended log format. */
export const w3c: TextFormat = {
  name: 'W3C',
  title: 'W3C extended log',
  parameters: [
    rtpParameter,
    { name: 'oDQuotes', kind: 'switch', default: 'OFF', doc: 'Put STRING values in quotes.' },
    { name: 'oDirTime', kind: 'text', default: '', doc: 'The text of the #Date directive.' },
    {
      name: 'encodeDelim',
      kind: 'switch',
      default: 'OFF',
      doc: 'Write blanks inside values as plus signs.',
    },
    codepageParameter,
    fileModeParameter,
  ],
  start({ columns, settings, now, isAppending }) {
    const textsOf = cellTexts(columns);
    const isQuoted = columns.map(({ type }) => settings.isOn('oDQuotes') && type === 'STRING');
    const isEncoded = settings.isOn('encodeDelim');
    const date = settings.text('oDirTime') !== '' ? settings.text('oDirTime') : utcText(now);
    // A name with a blank would be read back as two fields.
    const fields = columns.map(({ name }) => name.replaceAll(/\s+/g, '+')).join(' ');
    const cell = (text: string | null, i: number): string => {
      if (text === null) return '-';
      const value = (isEncoded ? text.replaceAll(' ', '+') : text).replaceAll(/[\r\n]/g, ' ');
      return isQuoted[i] === true ? `"${value.replaceAll('"', '""')}"` : value;
    };
    return {
      begin: () =>
        `${isAppending ? '' : '#Software: Microsoft Log Parser\n#Version: 1.0\n'}#Date: ${date}\n#Fields: ${fields}\n`,
      rows: (rows) => [rows.map((row) => `${textsOf(row).map(cell).join(' ')}\n`).join('')],
      end: () => '',
    };
  },
};

const iisTypes = 'SSTTSSSIIIIISSS';

/** The native format of IIS: fifteen values, each followed by a comma. */
export const iis: TextFormat = {
  name: 'IIS',
  title: 'IIS native log',
  parameters: [rtpParameter, codepageParameter, fileModeParameter],
  start({ columns }) {
    if (columns.length !== iisTypes.length) {
      throw new UsageError(
        'output-columns',
        `the IIS output format takes exactly ${iisTypes.length} columns, the query gives ${columns.length}`,
        {
          hint: 'UserIP, UserName, Date, Time, ServiceInstance, HostName, ServerIP, TimeTaken, BytesSent, BytesReceived, StatusCode, Win32StatusCode, RequestType, Target, Parameters',
        },
      );
    }
    const textsOf = cellTexts(columns);
    const cell = (text: string | null, i: number): string => {
      if (text === null || text === '') return '-';
      const moment = iisTypes[i] === 'T' ? parseMoment(text) : undefined;
      if (moment !== undefined) return formatMoment(moment, i === 2 ? 'M/d/yyyy' : 'h:mm:ss');
      return text.replaceAll(/[\r\n]/g, ' ');
    };
    return {
      begin: () => '',
      rows: (rows) => [rows.map((row) => `${textsOf(row).map(cell).join(', ')},\n`).join('')],
      end: () => '',
    };
  },
};
