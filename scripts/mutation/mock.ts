import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename, matchesGlob } from 'node:path';
import { parseArgs } from 'node:util';
import { allDocuments } from '../documents.ts';
import { print, say } from '../output.ts';
import { attempt } from './mock/attempt.ts';
import { type Baseline, baselineOf } from './mock/baseline.ts';
import { instrument, type Mutation } from './mock/instrument.ts';
import { keepResult, readResults, summary, survivors } from './mock/results.ts';

const usage = `npm run mutation:mock -- [options]

Changes the code of the mock in one small place after the other and asks the conformance suite: do you notice?

  --sample N      only the first N of the mutations, drawn by --seed (default 150)
  --seed TEXT     draws the sample (default authproof)
  --files GLOB    only mutations of these files, may be repeated (default mock/**)
  --minutes M     stop after M minutes; the next run goes on
  --results FILE  where to keep what was found (default mutation-mock.tmp)
  --try KEY       only mutations whose key begins so, may be repeated, whatever was found before
  --summary       only sum up what was found`;

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '150' },
    seed: { type: 'string', default: 'authproof' },
    files: { type: 'string', multiple: true, default: ['mock/**'] },
    minutes: { type: 'string', default: 'Infinity' },
    results: { type: 'string', default: 'mutation-mock.tmp' },
    try: { type: 'string', multiple: true },
    summary: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) print(usage);
else if (!values.summary) await mutate();
if (!values.help) {
  const results = readResults(values.results);
  print(`${survivors(results)}\n\n${summary(results)}`);
}

async function mutate(): Promise<void> {
  const started = performance.now();
  const { folder, mutations } = await instrument();
  try {
    const sample = draw(mutations);
    const known = new Set(readResults(values.results).map(({ key }) => key));
    const todo = values.try === undefined ? sample.filter(({ key }) => !known.has(key)) : sample;
    say(`${mutations.length} mutations, ${sample.length} in the sample, ${todo.length} to try`);
    if (todo.length === 0) return;
    const baselines = await cleanRuns(folder);
    for (const [index, mutation] of todo.entries()) {
      if ((performance.now() - started) / 60_000 > Number(values.minutes)) break;
      const start = performance.now();
      const found = await attempt(folder, mutation.id, baselines);
      const { key, file, line, mutator, original, replacement } = mutation;
      const seconds = Math.round((performance.now() - start) / 100) / 10;
      keepResult(values.results, { key, file, line, mutator, original, replacement, ...found, seconds });
      const by = found.notices.map(({ rule, outcome }) => `${rule} ${outcome}`).join(', ');
      say(
        `${index + 1}/${todo.length} ${found.status} ${file}:${line} ${mutator} ${seconds} s ${by.slice(0, 100)}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By a digest of seed and key: the same code and seed give the same sample, and a larger sample holds the smaller. */
function draw(mutations: readonly Mutation[]): readonly Mutation[] {
  const wanted = values.try;
  if (wanted !== undefined) return mutations.filter(({ key }) => wanted.some((one) => key.startsWith(one)));
  const exempt = Map.groupBy(
    mutations.filter((one) => one.exempt !== undefined),
    (one) => one.exempt,
  );
  for (const [why, of] of exempt) say(`${of.length} not tried: ${why}`);
  const rank = ({ key }: Mutation) => createHash('sha256').update(`${values.seed} ${key}`).digest('hex');
  return mutations
    .filter(
      ({ exempt, file }) => exempt === undefined && values.files.some((glob) => matchesGlob(file, glob)),
    )
    .toSorted((one, other) => rank(one).localeCompare(rank(other)))
    .slice(0, Number(values.sample));
}

/** On the unchanged mock, twice: what the second run would notice is no mutation's doing. */
async function cleanRuns(folder: string): Promise<readonly Baseline[]> {
  const baselines: Baseline[] = [];
  for (const document of allDocuments()) {
    const baseline = await baselineOf(folder, document);
    say(`${basename(document)}: clean run done`);
    baselines.push(baseline);
  }
  const none: Baseline[] = baselines.map((one) => ({ ...one, experimentsFor: () => one.all }));
  const again = await attempt(folder, 'none', none);
  if (again.status !== 'survived') throw new Error(`the clean mock is noticed: ${JSON.stringify(again)}`);
  return baselines;
}
