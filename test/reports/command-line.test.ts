import { expect, it } from 'vitest';
import { unmetText } from '../../src/reports/client/unmet-text.ts';
import { commandLine, withFilters } from '../../src/reports/command-line.ts';
import { noFilters } from '../../src/reports/filter-state.ts';

const filters = {
  ...noFilters,
  values: new Map([
    ['policy', ['Default Policy']],
    ['server', ['CAS10A']],
  ] as const),
  from: '2024-05-02',
  text: 'anna',
};

it('adds the filters of a page to the command that made it, but for those that nobody obeys', () => {
  const options = [['since', '2024-05-01'], ['tz', 'Europe/Vienna'], ['probes']] as const;
  expect(commandLine('heartbeat', withFilters(options, filters, []))).toBe(
    "easel report heartbeat --tz Europe/Vienna --probes --since 2024-05-02 --policy 'Default Policy' --server CAS10A",
  );
  expect(commandLine('heartbeat', withFilters(options, filters, ['policy', 'day']))).toBe(
    'easel report heartbeat --since 2024-05-01 --tz Europe/Vienna --probes --server CAS10A',
  );
});

it('says what a section does not follow, and what no command does', () => {
  const unmet = { notKnown: ['policy', 'server', 'day', 'text'] as const, notHere: [] };
  expect(unmetText(unmet, ['policy'], false, true)).toBe(
    'This section does not follow the filters Server and Period, over all of which its rows were worked out. This section does not follow the filter Policy; nor does any command. This section does not look for free text: its rows do not tell both users and devices. The command line has no free text: it takes --user and --device.',
  );
});

it('says of a command that it leaves out the free text which a section does follow', () => {
  const unmet = { notKnown: ['day'] as const, notHere: [] };
  const text = 'The command line has no free text: it takes --user and --device.';
  expect(unmetText(unmet, [], false, true)).toContain(text);
  expect(unmetText(unmet, [], false, false)).not.toContain(text);
  expect(unmetText(unmet, ['day'], false, true)).not.toContain(text);
});
