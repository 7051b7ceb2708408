import mergedRows from './merged-rows.model.ts';
import { defineModel } from './model.ts';

const ofPairing = new Set(['group_file_id', 'group_line_no']);

export default defineModel({
  name: 'merged_requests',
  kind: 'view',
  listed: false,
  doc: 'What `eas_requests_merged` is made of, with the log text itself.',
  grain: 'one request',
  columns: Object.fromEntries(
    Object.entries(mergedRows.columns).filter(([name]) => !ofPairing.has(name)),
  ),
});
