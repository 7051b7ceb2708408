import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig, saveConfig } from '../../src/models/config.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

function folderWith(text: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-config-'));
  writeFileSync(path.join(folder, 'easel.yaml'), text);
  return folder;
}

it('reads easel.yaml into what the views look at', async () => {
  const config = loadConfig(
    folderWith('domains:\n  CORP: Contoso.com\ntrusted_proxies: [10.9.0.0/16]\n'),
    {},
  );
  const db = await emptyWarehouse(1);
  for (let i = 0; i < 2; i += 1) await saveConfig(db, config);
  expect(await db.rows('from settings order by all')).toEqual([
    { kind: 'domain', name: 'corp', value: 'contoso.com' },
    { kind: 'trusted_proxy', name: '10.9.0.0/16', value: '10.9.0.0/16' },
  ]);
  db.close();
});

it('names every fault of the file at once', () => {
  const folder = folderWith('domain: {}\ntrusted_proxies: [proxy1]\n');
  expect(() => loadConfig(folder, {})).toThrow(/trusted_proxies.0: is no address.*"domain"/s);
  expect(() => loadConfig(folder, { EASEL_CONFIG: 'none.yaml' })).toThrow('there is no');
});
