import fc from 'fast-check';

/**
 * Properties start from the same seed in every run, so that a commit passes or fails by what it changed;
 * `npm run soak`, `PROPERTY_SEED=<number>` and, where a run takes long, `PROPERTY_RUNS=<number>` look further.
 */
const seed = Number(process.env['PROPERTY_SEED'] ?? 20_240_214);
fc.configureGlobal({ seed });
