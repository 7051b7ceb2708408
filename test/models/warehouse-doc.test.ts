import { expect, it } from 'vitest';
import { loadModels } from '../../src/models/registry.ts';
import { warehouseDoc } from '../../src/models/warehouse-doc.ts';

it('keeps docs/warehouse.md what the models say (npm run golden)', async () => {
  await expect(warehouseDoc(await loadModels())).toMatchFileSnapshot('../../docs/warehouse.md');
});
