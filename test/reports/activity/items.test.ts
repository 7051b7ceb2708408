import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/duckdb/database.ts';
import { parseFolders, type FolderGroup } from '../../../src/parsers/eas/folders.ts';
import type { TestRow } from '../../models/request-rows.ts';
import { logText } from '../../parsers/eas/generate.ts';
import { reportSections, warehouseOf, type JsonSection } from '../report-json.ts';

const classes: Readonly<Record<string, string>> = {
  ...{ Em: 'e-mail', Ca: 'calendar', Co: 'contacts', Ta: 'tasks', Nt: 'notes', Sm: 'SMS' },
};
const operations = [
  ...(['client_adds', 'client_changes', 'client_deletes', 'server_adds'] as const),
  ...(['server_changes', 'server_deletes', 'server_soft_deletes'] as const),
];

/** What Exchange writes most, all it may write instead, and texts that nobody ever wrote. */
const texts = [
  'V141_HH:x_Fc1_Fid:5_Ty:Em_Filt3_St:S_Sk:1_Sks:2_Srv:6a1c2d3s0e0r0A0sd_S1_',
  'V141_Fc1_Fid:5_Ty:Em_Filt3_St:S_Sk:1_Sks:2_Cli:1a2c3d4f0e0s0fs_Srv:6a1c2d0s0e0r0A0sd_S1_',
  'V141_Fc1_Fid:5_Ty:Ca_Srv:6a1c2d0s0e0r0A0sd_Cli:1a2c3d4f0e0s0fs_S1_',
  'V141_Fc2_Fid:5_Ty:Em_Srv:6a1c2d0s0e_Fid:6_Ty:Nt_Srv:1a1c1d1s0e_S1_',
  'V120_Fid:1_Ty:Co_Cli:0A2C3D1F0E_Svr:1A2C3D4S_S1_',
  'V120_Fid:1_Srv:7a0c0d0s0e0r0A0sd_S1_',
  'V120_Fid:1_Ty:Zz_Srv:7a0c0d0s0e0r0A0sd_S1_',
  'V120_Fid:1_Ty:Em_Ty:Ca_Srv:7a0c0d0s0e0r0A0sd_S1_',
  'V120_Fid:1_Ty:Em_Srv:0a0c0d0s0e0r0A0sd_S1_',
  'V120_Fid:1_Ty:Em_Srv:12345678901234567890a1c0d0s0e_S1_',
  'Fid:1_Ty:Sm_Srv:2a0c0d0s0e0r0A0sd_S1_',
  'V141_Fc1_Fid:5_Ty5_Ty:Em_Srv:3a1c_S1_',
  'V141_Fc1_Fid:5_Type:x_Ty:Em_Srv:4a1c',
  'V141_Fc1_Fid:5_Ty:Ema_Srv:4a1c_Srv2_Cli',
  'V141_Fc1_Fid:5_Ty:C%61_Srv:4a%31c_Cli:%32a_',
  'V141_Fc1_Fid:5_Ty:Em_Clip:9a_Srv:2a_Cli:3a',
  'V141_Fc1_Fid:5_Ty:Em_Srv:_Svr:8a1c_S1_',
  'V141_Fc1_Fid:5_Ty:Em_Srv:1a1c1d1s000000000000000000000000000000000005A_S1_',
  'V141_Fc1_Fid:5_Ty:Em_Srv:1a_Fid7_Ty:Ca_Srv:2a_Fid',
  'V4TTaSSC:1A2C3D4FS:5A6C7D8SP:1C2I3S4R_Fid:1_Ty:Em_Srv:3a_',
  'V4TTaSSC:1A2C3D4FS:5A6C7D8SP:1C2I3S4R',
  'V4TEmSNC:1A0C0D0FS:2A0C0D0SP:1C2I3S4R',
  'V141_Fc3_S1_',
  ...fc.sample(logText, { numRuns: 60, seed: 7 }),
];
const rows = texts.map((text, line): TestRow => ({
  file_id: 1,
  line_no: line + 1,
  requested_at: `2024-05-01 0${line % 8}:00:00`,
  tier: 'single',
  server: 'CAS01',
  user_name: `user${line % 5}`,
  user_domain: 'contoso.com',
  device_id: `DEV${line % 5}`,
  device_type: line % 5 < 2 ? 'iPhone' : 'Android',
  command: 'Sync',
  status: 200,
  log_text: text,
}));
const fetching = [
  ['GetAttachment', 'V141_Att1_Attb5000_S1_'],
  ['ItemOperations', 'V141_ItOfa2_Att2_Attb100_S1_'],
  ['ItemOperations', 'Ver1:160_ItOfa:3_'],
  ['ItemOperations', 'V141_ItOfd1_Ssp1_Sspb700_Unc:2_Uncb:51_'],
  ['Search', 'V141_SrchP:Doc_Unc1_Uncb51_'],
  ['Settings', 'V141_Attention1_S1_'],
].map(([command = '', log_text = ''], line): TestRow => {
  const [first] = rows;
  if (first === undefined) throw new Error('no rows');
  return { ...first, command, log_text, line_no: 1000 + line };
});

let db: Database;
let sections: Map<string, JsonSection>;
beforeAll(async () => {
  db = await warehouseOf([...rows, ...fetching]);
  sections = await reportSections(db, 'activity');
});
afterAll(() => db.close());

function itemsOf(keyOf: (row: TestRow, folder: FolderGroup) => string): Map<string, number[]> {
  const totals = new Map<string, number[]>();
  for (const row of rows) {
    for (const folder of parseFolders(String(row['log_text']))) {
      const counts = operations.map((name) => folder[name] ?? 0);
      if (counts.every((count) => count === 0)) continue;
      const key = keyOf(row, folder);
      const known = totals.get(key) ?? operations.map(() => 0);
      totals.set(
        key,
        known.map((count, index) => count + (counts[index] ?? 0)),
      );
    }
  }
  return totals;
}

describe('items and documents', () => {
  it('counts items by class and direction as the parser of log texts reads them', () => {
    const expected = itemsOf((_row, folder) => classes[folder.class ?? ''] ?? folder.class ?? '-');
    const found = new Map(
      (sections.get('items')?.rows ?? []).map((row) => [
        (row['class'] as string | null) ?? '-',
        operations.map((name) => row[name]),
      ]),
    );
    expect(found).toEqual(expected);
    expect([...expected.keys()]).toEqual(expect.arrayContaining(Object.values(classes)));
    for (const row of sections.get('items')?.rows ?? []) {
      const sum = (side: string): number =>
        ['adds', 'changes', 'deletes'].reduce(
          (all, name) => all + Number(row[`${side}_${name}`]),
          0,
        );
      expect([row['items_sent'], row['items_received']]).toEqual([sum('server'), sum('client')]);
    }
  });

  it('counts the items of each device', () => {
    const expected = itemsOf((row) => String(row['device_id']));
    const found = sections.get('item-devices')?.rows ?? [];
    expect(new Map(found.map((row) => [row['device_id'], row['items_received']]))).toEqual(
      new Map([...expected].map(([id, [a = 0, c = 0, d = 0]]) => [id, a + c + d])),
    );
    const named = found.reduce((sum, row) => sum + Number(row['calendar_sent']), 0);
    const calendar = sections.get('items')?.rows.find((row) => row['class'] === 'calendar');
    expect(named).toBe(calendar?.['items_sent']);
    expect(named).toBeGreaterThan(0);
  });

  it('counts an attachment once under both of its names, and documents by where they are', () => {
    expect(sections.get('documents')?.rows).toEqual([
      {
        user_name: 'user0',
        device_id: 'DEV0',
        device_type: 'iPhone',
        attachments: 1 + 2 + 3,
        attachment_bytes: 5100,
        sharepoint: 1,
        sharepoint_bytes: 700,
        file_share: 3,
        file_share_bytes: 102,
      },
    ]);
  });
});
