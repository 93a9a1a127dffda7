import { spawn } from 'node:child_process';
import { resolveSpec } from '../../spec/catalogue.ts';
import { loadFile } from '../../spec/load.ts';
import { explainError } from '../exit-codes.ts';
import { print, say } from '../output.ts';
import { noteRunningMock } from '../running-mocks.ts';
import { packageRoot } from '../tool.ts';
import { startInstances } from './instances.ts';
import { instancesArgs } from './instances-args.ts';

/**
 * `node scripts/faults/three-instances.ts SPEC… --store redis://HOST [--instances N]`: the whole suite against three (or N)
 * instances that share one Redis, each request going to another of them.
 */
let worst = 0;
try {
  const { specs, store, instances } = instancesArgs(process.argv.slice(2));
  for (const spec of specs) worst = Math.max(worst, await run(spec, store, instances).catch(explained));
} catch (error) {
  worst = explained(error);
}
process.exitCode = worst;

function explained(error: unknown): number {
  const { code, message } = explainError(error);
  say(`three-instances: ${message}`);
  return code;
}

async function run(spec: string, store: string, count: number): Promise<number> {
  const model = loadFile(resolveSpec(spec));
  const served = await startInstances(count, model, store);
  const { url, consoleUrl, control } = served;
  const forget = noteRunningMock({ pid: process.pid, spec: model.name, url, consoleUrl, control });
  try {
    const code = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, ['scripts/cli.ts', 'test', spec, '--target', url], {
        cwd: packageRoot,
        stdio: 'inherit',
      });
      child.on('exit', (status) => resolve(status ?? 3));
    });
    print(`${model.name}: ${served.answered.join(' + ')} requests, exit ${code}`);
    return code;
  } finally {
    forget();
    await served.close();
  }
}
