import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { resolveSpec } from '../../spec/catalogue.ts';
import { loadFile } from '../../spec/load.ts';
import { explainError } from '../exit-codes.ts';
import { print, say } from '../output.ts';
import { noteRunningMock } from '../running-mocks.ts';
import { packageRoot } from '../tool.ts';
import { startInstances } from './instances.ts';

/**
 * `node scripts/faults/three-instances.ts SPEC… --store redis://HOST [--instances N]`: the whole suite against three (or N)
 * instances that share one Redis, each request going to another of them.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    store: { type: 'string', default: 'redis://127.0.0.1' },
    instances: { type: 'string', default: '3' },
  },
});
let worst = 0;
for (const spec of positionals) {
  try {
    worst = Math.max(worst, await run(spec));
  } catch (error) {
    const { code, message } = explainError(error);
    say(`three-instances: ${message}`);
    worst = Math.max(worst, code);
  }
}
process.exitCode = worst;

async function run(spec: string): Promise<number> {
  const model = loadFile(resolveSpec(spec));
  const served = await startInstances(Number(values.instances), model, values.store);
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
