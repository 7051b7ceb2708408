import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/duckdb/database.ts';
import { parseFolders } from '../../../src/parsers/eas/folders.ts';
import { parseLogText } from '../../../src/parsers/eas/log-text.ts';
import { transfersSql } from '../../../src/parsers/eas/transfers.ts';
import { logText } from './generate.ts';
import { emptyWarehouse } from '../../models/empty-warehouse.ts';

let db: Database;
beforeAll(async () => {
  db = await emptyWarehouse(1);
});
afterAll(() => db.close());

/** An SQL expression over each of `texts`, by name `t`. */
async function each(expression: string, texts: readonly (string | null)[]) {
  const sql = `select ${expression} as x from (select unnest(from_json($texts, '["VARCHAR"]')) as t)`;
  return (await db.rows(sql, { texts: JSON.stringify(texts) })).map(({ x }) => x as string | null);
}

test('keeps of a log text what tells of collections and fetches', async () => {
  const texts: Readonly<Record<string, string | null>> = {
    'HH:x_Fid:29_Ty:Em_Filt0_St:S_Sk:5_Sks:6_Srv:2a0c_Rto1': 'Fid_Ty:Em_Srv:2a0c',
    'Ssnf:T_Fid7_Ty:Ca_St:F_Sk:0_Cli:1a_Fid12_Sk0_': 'Ssnf:T_Fid_Ty:Ca_St:F_Sk:0_Cli:1a_Fid_Sk0',
    ItOfa2_Att2_Attb100_ItOfd1: 'ItOfa2_Att2_Attb100',
    'V4TEmSNC:0A0C0D0FS:1A0C0D0SP:2C14I_Att1': 'V4TEmSNC:0A0C0D0FS:1A0C0D0S_Att1',
    'Fid1:7_Tyx_Attention_Ssnf:F_StF_Sk:01_Sk1:0': null,
    '': null,
  };
  expect(await each(transfersSql('t'), Object.keys(texts))).toEqual(Object.values(texts));
});

/** All of a log text that reports read of it by its transfers. */
function told(text: string) {
  const pieces = parseLogText(text);
  const first = (name: string) => pieces.find((piece) => piece.name === name)?.value;
  return {
    folders: parseFolders(text).map((folder) => ({
      ...folder,
      ...{ folder_id: null, filter: null, sms_filter: null, server_sync_key: null },
      ...{ sync_type: null, sync_key: null, state_not_found: null },
    })),
    fetched: ['Att', 'Attb', 'ItOfa', 'Ssp', 'Sspb', 'Unc', 'Uncb'].map(first),
    startsOver: pieces.some(({ name, value }) =>
      ['St F', 'Sk 0', 'Ssnf T'].includes(`${name} ${value}`),
    ),
  };
}

test('says of any text what the whole of it says, and is its own', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(logText, { minLength: 1, maxLength: 40 }), async (texts) => {
      const kept = await each(transfersSql('t'), texts);
      expect(kept.map((text) => told(text ?? ''))).toEqual(texts.map(told));
      expect(await each(transfersSql('t'), kept)).toEqual(kept);
    }),
    { numRuns: 60 },
  );
});

test('says of merged texts what their transfers say merged', async () => {
  const kept = `list_transform(t, lambda text: ${transfersSql('text')})`;
  const some = fc.option(fc.oneof(logText, fc.constantFrom('', 'HH:Fido', 'VNATx', 'V4T')));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(some, some, some), { minLength: 1 }), async (groups) => {
      const relation = `(select unnest(from_json($groups, '[["VARCHAR"]]')) as t)`;
      const ofWhole = `select ${transfersSql('merged_log_text(t)')} as x from ${relation}`;
      const ofKept = `select merged_log_text(t) as x from (select ${kept} as t from ${relation})`;
      const bindings = { groups: JSON.stringify(groups) };
      expect(await db.rows(ofKept, bindings)).toEqual(await db.rows(ofWhole, bindings));
    }),
    { numRuns: 100 },
  );
});
