import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { visible } from '../../reports/text.ts';
import { print, say } from '../output.ts';
import { packageRoot } from '../tool.ts';
import { catalogue } from './catalogue/index.ts';
import type { Entry } from './entry.ts';
import type { Trial } from './trial.ts';

/** Ceilings of one entry, on any machine that is not stopped. The target runs in the same process. */
const ceilings = { seconds: 300, megabytes: 1500 } as const;

interface Measured extends Trial {
  readonly peakMegabytes: number;
}

/** Runs one entry in a process of its own; one that does not end within the ceiling is ended. */
async function measure({ id }: Entry): Promise<Measured> {
  const child = spawn(process.execPath, [join(packageRoot, 'scripts/hostile/child.ts'), id], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const end = setTimeout(() => child.kill('SIGKILL'), ceilings.seconds * 1000);
  await once(child, 'close');
  clearTimeout(end);
  try {
    const trial: Measured = JSON.parse(text);
    const noise = errors === '' ? [] : [`on stderr: ${visible(errors.slice(0, 200))}`];
    return { ...trial, problems: [...trial.problems, ...noise] };
  } catch {
    const why = visible(errors.trim().split('\n').slice(0, 6).join(' ')).slice(0, 300);
    const problems = [`ended without a result: ${why || `killed after ${ceilings.seconds} s`}`];
    return {
      entry: id,
      code: -1,
      outcome: 'none',
      message: '',
      durationMs: 0,
      requests: 0,
      failing: [],
      passing: [],
      problems,
      peakMegabytes: 0,
    };
  }
}

/** So many at a time: more would measure each other. */
const atATime = 2;

const asked = process.argv.slice(2);
const unknown = asked.filter((id) => !catalogue.some((entry) => entry.id === id));
if (unknown.length > 0) throw new Error(`no entry ${unknown.join(', ')}`);
const chosen = asked.length === 0 ? catalogue : catalogue.filter(({ id }) => asked.includes(id));
const measured: Measured[] = [];
print('| target | outcome | exit | requests | time | peak memory |');
print('|---|---|--:|--:|--:|--:|');
const waiting = [...chosen];
await Promise.all(
  Array.from({ length: atATime }, async () => {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift())
      measured.push(show(entry, await measure(entry)));
  }),
);
const missed = measured.filter(({ problems }) => problems.length > 0);
const longest = Math.max(0, ...measured.map(({ durationMs }) => durationMs)) / 1000;
const peak = Math.max(0, ...measured.map(({ peakMegabytes }) => peakMegabytes));
print(`\n${measured.length} targets, ${measured.length - missed.length} as they should be.`);
for (const { entry, problems } of missed) print(`- ${entry}: ${visible(problems[0] ?? '').slice(0, 200)}`);
print(
  `Longest run ${longest.toFixed(1)} s (ceiling ${ceilings.seconds} s), peak memory ${peak} MB (ceiling ${ceilings.megabytes} MB).`,
);
print(
  `Node ${process.version}, ${process.platform} ${release()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB.`,
);
process.exitCode = missed.length === 0 && measured.length > 0 ? 0 : 1;

/** One row of the table; what is not as it must be goes to stderr. */
function show(entry: Entry, one: Measured): Measured {
  const over = one.peakMegabytes > ceilings.megabytes ? [`${one.peakMegabytes} MB`] : [];
  const problems = [...one.problems, ...over];
  const { code, outcome, requests, durationMs, peakMegabytes } = one;
  print(
    `| \`${entry.id}\` ${entry.does} | ${outcome} | ${code} | ${requests} | ${(durationMs / 1000).toFixed(1)} s | ${peakMegabytes} MB |`,
  );
  for (const problem of problems.slice(0, 8)) say(`MISSED ${entry.id}: ${visible(problem).slice(0, 400)}`);
  return { ...one, problems };
}
