import { allDocuments } from './documents.ts';
import { runEmbedded } from './embedded-run.ts';
import { loadFile } from '../spec/load.ts';
import { experiments } from '../suites/experiments/index.ts';
import { rules } from '../suites/rules/index.ts';
for (const f of allDocuments()) { const run = await runEmbedded({ model: loadFile(f), rules, experiments, strict: false });
  for (const e of run.history.events) if (e.kind === 'note' && (e.note === 'lacking' || e.note === 'broke')) console.log(run.spec.name, e.experiment, e.note, '|', e.about, '|', e.message); }
