import type { Head } from '../format.ts';

// What people find beside IIS logs, by a line of its head. All of it has `#Fields` or looks as if.
// prettier-ignore
const rows: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^#Software:.*(?:Windows|Internet Connection) Firewall/im, 'a Windows Firewall log'],
  [/^#Fields:.*\baction protocol src-ip dst-ip\b/im, 'a Windows Firewall log'],
  [/^#Log-type:\s*HttpProxy/im, 'an Exchange HttpProxy log, which this version does not read yet'],
  [/^DateTime,RequestId,MajorVersion,/m, 'an Exchange HttpProxy log, which this version does not read yet'],
  [/^#Software:\s*Microsoft Exchange/im, 'a log of an Exchange service, not of IIS'],
  [/^#Software:.*Internet Security and Acceleration|^#Software:.*Forefront Threat Management/im, 'an ISA Server or TMG log, which this version does not read yet'],
  [/^\s*(?:<\?xml[^>]*\?>\s*)?<Events?[\s>]/, 'a Windows event export, which this version does not load yet'],
  [/^#Software:.*Windows Media/im, 'a Windows Media Services log'],
  [/^#Software:.*SMTP|^#Fields:.*\bsmtp/im, 'a log of a mail service'],
];

/** What the file is where it is known not to be an IIS log: `a log of Oracle9iAS Web Cache`. */
export function foreignLog(head: Head): string | undefined {
  const text = head.lines.slice(0, 60).join('\n');
  const known = rows.find(([pattern]) => pattern.test(text))?.[1];
  if (known !== undefined) return known;
  const software = /^#Software:[ \t]*([^\r\n]{1,80}?)[ \t]*$/im.exec(text)?.[1];
  if (
    software === undefined ||
    /\bIIS\b|Internet Information|HTTP(?: Server)? API/i.test(software)
  ) {
    return undefined;
  }
  return `a log of ${software}, not of IIS`;
}
