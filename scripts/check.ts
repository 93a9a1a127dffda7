import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from './output.ts';
import { packageRoot } from './tool.ts';

/** What a check came to: its own count of passed and failed things, and its output if it failed. */
interface CheckResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly output: string;
  readonly seconds: number;
}

interface Ran {
  readonly code: number;
  readonly output: string;
}

function run(command: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: packageRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

async function timed(
  name: string,
  check: () => Promise<Omit<CheckResult, 'name' | 'seconds'>>,
): Promise<CheckResult> {
  const start = performance.now();
  const result = { name, ...(await check()), seconds: Math.round((performance.now() - start) / 100) / 10 };
  print(
    `${result.failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${result.passed} passed, ${result.failed} failed (${result.seconds} s)`,
  );
  if (result.failed > 0) print(result.output);
  return result;
}

/** A tool that passes or fails as a whole. */
const tool = (name: string, command: string, args: readonly string[]) =>
  timed(name, async () => {
    const { code, output } = await run(command, args);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
  });

const unit = () =>
  timed('unit and integration tests', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'authproof-check-'));
    const file = join(folder, 'vitest.json');
    const { code, output } = await run('vitest', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    const report = readReport(file);
    rmSync(folder, { recursive: true, force: true });
    return {
      passed: report.numPassedTests,
      failed: Math.max(report.numFailedTests, code === 0 ? 0 : 1),
      output: failures(report) || tail(output),
    };
  });

const mutants = () =>
  timed('mutants', async () => {
    const { code, output } = await run(process.execPath, ['scripts/cli.ts', 'selftest']);
    const [, killed = '0', all = '0'] = /(\d+) of (\d+) mutants killed/.exec(output) ?? [];
    return {
      passed: Number(killed),
      failed: Math.max(Number(all) - Number(killed), code === 0 ? 0 : 1),
      output: tail(output),
    };
  });

/** What is used of vitest's JSON report. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

function readReport(file: string): TestReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}

/** The failed tests alone, so that a log that is cut short still names them. */
function failures(report: TestReport): string {
  return report.testResults
    .flatMap((file) => [
      ...(file.assertionResults.length === 0 && file.message ? [`${file.name}\n${file.message}`] : []),
      ...file.assertionResults
        .filter((test) => test.status === 'failed')
        .map((test) => `${file.name}\n  ${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`),
    ])
    .join('\n\n');
}

/** The end of an output, where tools say what went wrong. */
const tail = (output: string): string => output.trimEnd().split('\n').slice(-60).join('\n');

const quick = await Promise.all([
  tool('lint', 'biome', ['check', '.']),
  tool('types', 'tsc', []),
  tool('unused code', 'knip', []),
]);
const results = [...quick, await unit(), await mutants()];
const failing = results.filter((result) => result.failed > 0);
if (failing.length > 0) print(`failed: ${failing.map((result) => result.name).join(', ')}`);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
print(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
