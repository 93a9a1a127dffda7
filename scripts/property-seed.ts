import fc from 'fast-check';

// A check that is green must stay green: properties try the same inputs in every run. `FAST_CHECK_SEED=random` (or a
// number) explores others.
const asked = process.env['FAST_CHECK_SEED'];
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked ?? 1) });
