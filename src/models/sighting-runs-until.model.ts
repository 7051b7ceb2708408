import { defineModel } from './model.ts';
import runs from './sighting-runs.model.ts';

export default defineModel({
  name: 'sighting_runs_until',
  kind: 'function',
  parameters: { until_time: 'The time up to which requests count (UTC); none without one.' },
  listed: false,
  doc: '`sighting_runs` of the requests up to a time.',
  grain: runs.grain,
  columns: runs.columns,
});
