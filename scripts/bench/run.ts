import { cpus } from 'node:os';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { print, printJson, say } from '../output.ts';
import { contenders, type Running } from './contender.ts';
import { mockLanes } from './measures/mock-lanes.ts';
import { startUps } from './measures/start-up.ts';
import { suiteAgainstReplay } from './measures/suite.ts';
import { readLane, throughput } from './measures/throughput.ts';
import { tokens } from './measures/tokens.ts';
import { type BenchResult, tableOf } from './table.ts';
import { targetsOf } from './targets.ts';

const parts = ['reads', 'calls', 'latency', 'start', 'tokens', 'suite'] as const;

const args = await yargs(hideBin(process.argv))
  .scriptName('npm run bench --')
  .usage('$0\n\nMeasures the mock against bare servers and its peers, in interleaved rounds.')
  .option('json', { type: 'boolean', default: false, describe: 'Data instead of a table' })
  .option('parts', {
    type: 'string',
    array: true,
    default: [...parts] as string[],
    choices: parts,
    describe: 'What is measured',
  })
  .option('rows', {
    type: 'string',
    array: true,
    default: contenders.map(({ id }) => id),
    describe: 'Servers of the comparison',
  })
  .option('rounds', { type: 'number', default: 7, describe: 'Rounds, of which the median counts' })
  .option('seconds', { type: 'number', default: 2, describe: 'Load on one server in one round' })
  .option('connections', {
    type: 'number',
    default: 20,
    describe: 'Connections, one request at a time on each',
  })
  .option('rate', { type: 'number', default: 4000, describe: 'Requests a second of the latency part' })
  .option('tokens', {
    type: 'number',
    array: true,
    default: [10, 10_000, 1_000_000],
    describe: 'Numbers of live keys',
  })
  .strict()
  .parseAsync();

type Measurements = Omit<BenchResult, 'targets'>;

const pace = { rounds: args.rounds, seconds: args.seconds, connections: args.connections };
const does = (part: (typeof parts)[number]): boolean => args.parts.includes(part);
const result: { -readonly [Part in keyof Measurements]: Measurements[Part] } = {
  machine: {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    platform: process.platform,
  },
  pace,
};

const chosen = contenders.filter(({ id }) => args.rows.includes(id));
const running: Running[] = [];
try {
  if (does('reads') || does('latency')) {
    for (const contender of chosen) {
      say(`starting ${contender.title}`);
      running.push(await contender.start());
    }
    const lanes = chosen.flatMap((contender, index) => {
      const one = running[index];
      return one ? [readLane(contender, one)] : [];
    });
    if (does('reads')) {
      say(`reads: ${lanes.length} servers, ${pace.rounds} rounds of ${pace.seconds} s each`);
      result.reads = await throughput(lanes, pace);
    }
    if (does('latency')) {
      say(`latency at ${args.rate} requests a second`);
      const own = lanes.filter(({ id }) =>
        ['mock', 'mock-sqlite', 'mock-redis', 'raw', 'express', 'limited-express'].includes(id),
      );
      result.latency = { rate: args.rate, rows: await throughput(own, { ...pace, rate: args.rate }) };
    }
  }
  if (does('calls')) {
    say('login, issue and refusals');
    const { lanes, stop } = await mockLanes();
    running.push(stop);
    result.calls = await throughput(lanes, pace);
  }
} finally {
  for (const one of running) one.stop();
}
if (does('start')) {
  say('start-up');
  result.startUps = await startUps(pace.rounds);
}
if (does('tokens')) {
  say(`live keys: ${args.tokens.join(', ')}`);
  result.tokens = await tokens(args.tokens, pace);
}
if (does('suite')) {
  say('the suite, and the replay of its requests');
  result.suite = await suiteAgainstReplay();
}
const told: BenchResult = { ...result, targets: targetsOf(result) };
if (args.json) printJson(told);
else print(tableOf(told));
