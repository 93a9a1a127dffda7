import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { print } from '../output.ts';
import { packageRoot } from '../tool.ts';
import { cacheFolder, strykerFolder } from './stryker.ts';
import { readReport, summary } from './verdicts/report.ts';

const usage = `npm run mutation:verdicts -- [options]

Changes the suite's verdict logic in one small place after the other and asks its unit tests: do you notice?

  --files GLOB     mutate these files, may be repeated (default suites/{judging,predict}/**; not tests)
  --tests GLOB     tried by these tests (default suites/{judging,predict,rules}/**/*.test.ts)
  --report FILE    StrykerJS's report (default in the cache folder)
  --concurrency N  default 1
  --summary        only sum up the last run`;

const { values } = parseArgs({
  options: {
    files: { type: 'string', multiple: true, default: ['suites/{judging,predict}/**/*.ts'] },
    tests: { type: 'string', default: 'suites/{judging,predict,rules}/**/*.test.ts' },
    report: { type: 'string', default: join(cacheFolder, 'verdicts.json') },
    concurrency: { type: 'string', default: '1' },
    summary: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const reportFile = resolve(values.report);

if (values.help) print(usage);
else {
  if (!values.summary) run();
  print(summary(readReport(readFileSync(reportFile, 'utf8'))));
}

function run(): void {
  const stryker = join(strykerFolder(), 'node_modules/@stryker-mutator/core/bin/stryker.js');

  const work = join(cacheFolder, `verdicts-${process.pid}`);
  mkdirSync(work, { recursive: true });
  // StrykerJS links only a real folder into its copy of the tree; from here it is found either way.
  symlinkSync(join(packageRoot, 'node_modules'), join(work, 'node_modules'));
  const config = join(work, 'stryker.config.json');
  writeFileSync(
    config,
    JSON.stringify({
      testRunner: 'vitest',
      vitest: { configFile: 'scripts/mutation/verdicts/vitest.config.ts', related: false },
      mutate: [...values.files, '!**/*.test.ts', '!**/*.test-data.ts'],
      coverageAnalysis: 'perTest',
      // What runs once, at import, would need a new worker each.
      ignoreStatic: true,
      // A busy machine makes no time-outs: what hangs, hangs for a minute too.
      timeoutMS: 60_000,
      concurrency: Number(values.concurrency),
      reporters: ['json', 'progress-append-only'],
      jsonReporter: { fileName: reportFile },
      tempDirName: join(work, 'sandbox'),
      symlinkNodeModules: false,
      ignorePatterns: ['docs', 'decisions', 'dist', 'mock', 'reports', '*.tmp'],
      checkers: [],
      // Types are stripped, never checked; the preprocessor would want the compiler.
      tsconfigFile: 'none.json',
    }),
  );
  const { status } = spawnSync(process.execPath, [stryker, 'run', config], {
    cwd: packageRoot,
    stdio: 'inherit',
    env: { ...process.env, MUTATION_TESTS: values.tests },
  });
  rmSync(work, { recursive: true, force: true });
  if (status !== 0) throw new Error('StrykerJS did not finish');
}
