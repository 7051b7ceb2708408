import {
  defineFormat,
  type Detection,
  type Head,
  type Judgement,
  type LineSchema,
} from '../format.ts';
import { unreadableSql } from '../physical.ts';
import iisw3c from './iisw3c.format.ts';

// Commands of the FTP service: `STOR`, in IIS 4 and 5 with the number of the session: `[2]USER`.
const command =
  /^(?:\[\d+\]\S+|USER|PASS|STOR|RETR|QUIT|LIST|NLST|CWD|CDUP|PORT|PASV|EPSV|EPRT|TYPE|SYST|FEAT|MKD|RMD|DELE|RNFR|RNTO|PWD|XPWD|NOOP|AUTH|PBSZ|PROT|OPTS|SIZE|MDTM|REST|APPE|ABOR|(?:Control|Data)Channel\w+)$/;

function detect(head: Head): Detection {
  const w3c = iisw3c.detect(head);
  const fields = /^#Fields:\s*(.*?)\s*$/im.exec(head.lines.join('\n'))?.[1]?.split(/\s+/) ?? [];
  if (w3c.score === 0 || fields.includes('cs(User-Agent)')) return { score: 0 };
  if (fields.includes('x-session') || fields.includes('x-fullpath')) return { score: 95 };
  const at = fields.indexOf('cs-method');
  const methods = head.lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/ +/)[at] ?? '');
  const known = methods.filter((method) => command.test(method)).length;
  return { score: known > 0 && known * 2 > methods.length ? 95 : 0 };
}

/**
 * A password with blanks moves values: what stands where a number is due may be a piece of it, which the
 * usual detail of such a reject would show.
 */
function movedByPassword(schema: LineSchema, isPass: string): Judgement {
  const numbers = schema.columns.filter(({ type }) => ['INTEGER', 'BIGINT'].includes(type));
  const unreadable = numbers.map((column) => unreadableSql(column));
  return {
    reason: 'bad-value',
    when: `${isPass} and (${['false', ...unreadable].join(' or ')})`,
    detail: `'a value behind PASS is no number'`,
  };
}

/** The FTP service writes `#Fields` as the web service does, in its own order. */
export default defineFormat({
  ...iisw3c,
  // The quick way knows what IISW3C means by its fields, not what is meant here.
  express: () => null,
  name: 'ftp',
  title: 'IIS FTP log',
  source: 'ftp',
  detect,
  knownFields: [],
  schema(header) {
    const schema = iisw3c.schema(header);
    return schema && { ...schema, hasPasswords: true };
  },
  meaning(schema, facts) {
    const { columns, judgements, ...meaning } = iisw3c.meaning(schema, facts);
    // What follows PASS is a password.
    const isPass = `coalesce(suffix(upper(${columns['method'] ?? 'null::varchar'}), 'PASS'), false)`;
    const stem = `case when not ${isPass} then ${columns['uri_stem'] ?? 'null::varchar'} end`;
    return {
      ...meaning,
      columns: { ...columns, uri_stem: stem },
      judgements: [...judgements, movedByPassword(schema, isPass)],
    };
  },
});
