export interface Probe {
  readonly what: string;
  /** What the value is looked for in; all are compared without regard to case. */
  readonly where: 'user' | 'agent' | 'device';
  /** `user` and `device` begin with it, `agent` contains it (blanks may be logged as `+`). */
  readonly text: string;
}

// prettier-ignore
const rows: readonly (readonly [Probe['where'], string, string])[] = [
  ['user', 'healthmailbox', 'Exchange 2013 and later: managed availability'],
  ['user', 'extest_', 'Test-*Connectivity cmdlets: the test mailbox'],
  ['agent', 'amprobe', 'Exchange 2013 and later: managed availability'],
  ['agent', 'testactivesyncconnectivity', 'Test-ActiveSyncConnectivity'],
  ['agent', 'testexchangeconnectivity', 'Remote Connectivity Analyzer'],
  ['agent', 'connectivity analyzer', 'Microsoft (Remote) Connectivity Analyzer'],
  ['agent', 'exrca', 'Remote Connectivity Analyzer'],
  ['agent', '_probe/local', 'Exchange 2013 and later: managed availability (EWS, OData and others)'],
  ['agent', 'activemonitoring', 'Exchange 2013 and later: managed availability'],
  ['agent', 'clientaccessserver2010ping', 'Exchange 2013 and later: asks whether an Exchange 2010 server answers'],
  ['agent', 'msexchmon', 'Exchange monitoring probes'],
  ['agent', 'msexchangemonitoring', 'Exchange monitoring probes'],
  ['device', 'testactivesyncconnectivity', 'Test-ActiveSyncConnectivity and the Connectivity Analyzer'],
  ['device', 'easprobe', 'Exchange 2013 and later: managed availability'],
];

/** Testers and health probes; a row each, to be extended. A loopback address alone is no probe. */
export const probes: readonly Probe[] = Object.freeze(
  rows.map(([where, text, what]) => Object.freeze({ where, text, what })),
);

const inAgent = new RegExp(agentPattern(), 'i');

/** The agents as one regular expression, for RE2 and JavaScript alike, to be read without case. */
export function agentPattern(): string {
  return probes
    .filter(({ where }) => where === 'agent')
    .map(({ text }) => text.replaceAll(' ', '[ +]'))
    .join('|');
}

/** Whether a request comes from a tester. Users and devices are given decoded, or undefined. */
export function isProbe(from: {
  users: readonly (string | undefined)[];
  devices: readonly (string | undefined)[];
  agent?: string | undefined;
}): boolean {
  const begins = (where: Probe['where'], values: readonly (string | undefined)[]): boolean =>
    values.some((value) =>
      probes.some(
        (probe) => probe.where === where && value?.toLowerCase().startsWith(probe.text) === true,
      ),
    );
  return (
    begins('user', from.users) || begins('device', from.devices) || inAgent.test(from.agent ?? '')
  );
}
