import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import { experiments } from '../suites/experiments/index.ts';
import { rules } from '../suites/rules/index.ts';
import { SuiteRun } from '../suites/suite-run.ts';
import { defaultTarget } from '../suites/target.ts';
const model = loadFile(resolveSpec(process.argv[2] ?? ''));
const credentials = Object.fromEntries(model.fixtures.credentials.map(({ name }) => [name, `a-made-up-value-for-${name}`.padEnd(40, '0')]));
const baseUrl = process.argv[3] ?? '';
const run = new SuiteRun(model, defaultTarget({ baseUrl, consoleUrl: baseUrl, credentials, maxWaitSeconds: 0 }));
for (const experiment of experiments) { const r = await run.runExperiment(experiment); process.stdout.write(`${r.state} ${r.id} ${r.requests} ${r.durationMs} ${r.message}\n`); }
const result = run.conclude({ rules, strict: false, embedded: false, tool: { name: 'x', version: '1' } });
for (const rule of result.rules) { process.stdout.write(`${rule.outcome} ${rule.rule}\n`); for (const v of rule.verdicts.filter((x) => x.outcome === rule.outcome && ['fail','error'].includes(x.outcome)).slice(0, 2)) process.stdout.write(`    [${v.case}] expected ${v.expected}; observed ${v.observed}\n`); }
process.stdout.write(JSON.stringify(result.counts) + result.conclusion + '\n');
