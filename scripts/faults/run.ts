import { parseArgs } from 'node:util';
import { print, say } from '../output.ts';
import { killRounds } from './kill-rounds.ts';

/** `npm run faults -- --rounds 200 --seed 7`: kills a mock with a SQLite store again and again, and prints what came of it. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  say('faults: --rounds and --seed are whole numbers, --rounds at least 1');
  process.exitCode = 2;
} else {
  const figures = await killRounds(rounds, seed, (so) => {
    if (so.rounds % 20 === 0) say(`${so.rounds} of ${rounds} rounds, ${so.broken.length} broken`);
  });
  const { inFlight, checked, broken } = figures;
  const { issued, revoked, rotated, people, passwordsChanged, removed } = figures.acknowledged;
  print(`kill -9 during traffic, SQLite store: ${figures.rounds} rounds (seed ${seed})`);
  print(`  keys           ${issued} issued, ${revoked} revoked, ${rotated} rotated`);
  print(`  people         ${people} made, ${passwordsChanged} passwords changed, ${removed} removed`);
  print(`  cut off        ${inFlight} requests`);
  print(`  compared       ${checked} keys and people after a restart`);
  print(`  broken         ${broken.length}`);
  for (const line of broken.slice(0, 20)) print(`    ${line}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
