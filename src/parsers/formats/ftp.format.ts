import { defineFormat, type Detection, type Head } from '../format.ts';
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
  meaning(schema, facts) {
    const meaning = iisw3c.meaning(schema, facts);
    const stem = meaning.columns['uri_stem'] ?? 'null::varchar';
    // What follows PASS is a password.
    const shown = `case when suffix(upper(${meaning.columns['method'] ?? 'null::varchar'}), 'PASS') then null else ${stem} end`;
    return { ...meaning, columns: { ...meaning.columns, uri_stem: shown } };
  },
});
