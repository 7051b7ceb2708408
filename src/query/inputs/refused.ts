import { AppError } from '../../support/errors.ts';

/** Log Parser's inputs that exist on Windows only, and what to do instead. */
const refused: Readonly<Record<string, readonly [what: string, instead: string]>> = {
  REG: [
    'the Windows registry',
    'export it: reg export HKLM\\Software software.reg /y, then -i:TEXTLINE over software.reg',
  ],
  ADS: [
    'Active Directory',
    'export it: Get-ADUser -Filter * -Properties * | Export-Csv users.csv -NoTypeInformation, then -i:CSV',
  ],
  ETW: [
    'Event Tracing for Windows',
    'make XML of it: tracerpt trace.etl -of XML -o trace.xml, then -i:EVT over trace.xml',
  ],
  NETMON: [
    'network captures',
    'make CSV of it: tshark -r trace.cap -T fields -E header=y -E separator=, -e frame.number -e ip.src -e ip.dst > trace.csv, then -i:CSV',
  ],
  COM: ['COM plug-ins', 'let the plug-in write CSV or XML and read that'],
  BIN: [
    'the binary logs of HTTP.sys (.ibl)',
    'switch the site to W3C logging, or convert old files once on Windows with the original: LogParser -c -i:BIN -o:W3C raw.ibl out.log',
  ],
  IISODBC: [
    'an ODBC database',
    'export the table as CSV (bcp, sqlcmd -s, or SELECT ... FOR XML) and read that with -i:CSV',
  ],
  IISMSID: ['logs of the MSIDFILT filter', 'read them with -i:W3C, which takes any #Fields'],
};

export function isRefused(name: string): boolean {
  return Object.hasOwn(refused, name.toUpperCase());
}

export function refusal(name: string): AppError {
  const [what = name, instead = ''] = refused[name.toUpperCase()] ?? [];
  return new AppError(
    'not-here',
    `the input format ${name.toUpperCase()} reads ${what}, which easel does not`,
    { hint: instead },
  );
}
