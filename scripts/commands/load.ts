import type { CommandModule } from 'yargs';
import { startMock } from '../../mock/index.ts';
import { resolveSpec } from '../../spec/catalogue.ts';
import { loadFile } from '../../spec/load.ts';
import { type LoadResult, runLoadProbes } from '../../suites/load/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { print, printJson } from '../output.ts';
import { resolveTarget, type TargetArgs, targetOptions } from '../target-options.ts';
import { checkLoad } from '../target-safety.ts';

interface Args extends TargetArgs {
  spec: string;
  connections: number;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  command: 'load <spec>',
  describe: 'Run the load probes: questions that only load can answer',
  builder: (yargs) =>
    targetOptions(yargs)
      .positional('spec', {
        type: 'string',
        demandOption: true,
        describe: 'Shipped name or path of an OpenAPI document',
      })
      .option('connections', {
        type: 'number',
        default: 20,
        describe: 'Parallel connections (at most 200; beyond this machine 10, and 100 requests per second)',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 load my-api.yaml --connections 50', 'is the limiter exact under a flood?'),
  handler: async (args) => {
    const model = loadFile(resolveSpec(args.spec));
    const given = await resolveTarget(args);
    const mock = given === undefined ? await startMock(model, { port: 0, controlPort: 0 }) : undefined;
    try {
      const target = given ?? (await resolveTarget(args, mock));
      if (target === undefined) return;
      checkLoad(target);
      const results = await runLoadProbes(model, target, {
        connections: Math.min(200, Math.max(1, args.connections)),
      });
      if (args.json) printJson({ spec: model.name, probes: results });
      else for (const result of results) print(tell(result));
      process.exitCode = exitOf(results);
    } finally {
      await mock?.close();
    }
  },
};

function tell({ verdict, probe, question, expected, observed, figures }: LoadResult): string {
  const head = `${verdict.toUpperCase()} ${probe}\n  ${question}\n  expected  ${expected}\n  observed  ${observed}`;
  if (figures === undefined) return head;
  const { latencyMs, requestsPerSecond } = figures;
  return `${head}\n  latency   p50 ${latencyMs.p50} ms, p99 ${latencyMs.p99} ms, max ${latencyMs.max} ms; ${requestsPerSecond} requests/s`;
}

function exitOf(results: readonly LoadResult[]): number {
  const has = (verdict: LoadResult['verdict']) => results.some((result) => result.verdict === verdict);
  if (has('fail')) return exitCodes.nonConformant;
  if (has('error')) return exitCodes.harness;
  return has('pass') && !has('untestable') ? exitCodes.conformant : exitCodes.incomplete;
}
