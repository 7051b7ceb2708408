import mergedFacts from './merged-facts.model.ts';
import { defineModel } from './model.ts';

const ofPairing = new Set(['counted', 'group_file_id', 'group_line_no']);

export default defineModel({
  name: 'counted_facts',
  kind: 'view',
  listed: false,
  doc: 'Each real ActiveSync request once, with the numbers of what it shares with others instead of the texts: to be grouped by these before they are looked up.',
  grain: 'one request',
  columns: Object.fromEntries(
    Object.entries(mergedFacts.columns).filter(([name]) => !ofPairing.has(name)),
  ),
});
