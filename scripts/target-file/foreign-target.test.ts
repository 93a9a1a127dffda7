import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningMock, startMock } from '../../mock/index.ts';
import { reportFormats } from '../../reports/index.ts';
import { renderJson } from '../../reports/json.ts';
import resultSchema from '../../reports/run-result.schema.json' with { type: 'json' };
import { historyFromHar, toHar } from '../../spec/har.ts';
import { loadFile } from '../../spec/load.ts';
import type { RunResult } from '../../spec/run.ts';
import { conclude } from '../../suites/conclude.ts';
import { experiments } from '../../suites/experiments/index.ts';
import { experimentsFromHistory } from '../../suites/experiments-from-history.ts';
import { rules } from '../../suites/rules/index.ts';
import { SuiteRun } from '../../suites/suite-run.ts';
import { defaultTarget } from '../../suites/target.ts';
import { SecretScan } from '../secret-scan.ts';
import { configFrom } from './config.ts';
import { commandOfHooks, hooksFor } from './foreign-hooks.test-data.ts';
import { readTargetFile } from './read.ts';

// A target that is a stranger's: one URL, no control plane, no console over HTTP. Hooks stand in for the desk program.
const model = loadFile('spec/made-up/quay.yaml');
const tool = { name: 'authproof', version: 'test' };
let folder = '';
let mock: RunningMock;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'authproof-foreign-'));
  mock = await startMock(model, { port: 0, controlPort: 0 });
  writeFileSync(join(folder, 'hooks.mjs'), hooksFor(mock, model, 'Clerk'));
  writeFileSync(join(folder, 'command.mjs'), commandOfHooks);
});
afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true });
});

const suiteOn = (lines: readonly string[]): SuiteRun => {
  const file = join(folder, 'authproof.yaml');
  writeFileSync(file, [`target: ${mock.url}`, ...lines].join('\n'));
  return new SuiteRun(model, defaultTarget({ baseUrl: mock.url, ...configFrom(readTargetFile(file)) }));
};
const outcomeOf = (run: RunResult, rule: string) => run.rules.find((one) => one.rule === rule)?.outcome;
const lacks = 'lacks: [{capability: console, reason: the desk program has no HTTP}]';

test('with hooks as a module every rule is judged or excused, and a stored history says the same', {
  timeout: 300_000,
}, async () => {
  const suite = suiteOn(['hooks: ./hooks.mjs', lacks]);
  for (const experiment of experiments) await suite.runExperiment(experiment);
  const run = suite.conclude({ rules, strict: false, embedded: false, tool });
  const told = run.rules.filter(({ outcome }) => ['fail', 'error', 'warn'].includes(outcome));
  expect(told.map(({ rule, verdicts }) => [rule, verdicts])).toEqual([]);
  expect(run.experiments.filter(({ state }) => state === 'broke')).toEqual([]);
  expect(run.conclusion).toBe('conformant');
  for (const judged of [
    'revoke-immediate',
    'revoke-is-final',
    'rl-window-refill',
    'http-401-without-credentials',
  ])
    expect(outcomeOf(run, judged), judged).toBe('pass');
  expect(run.excused).toEqual([
    { reason: 'the desk program has no HTTP', rules: expect.arrayContaining(['management-open-to-role']) },
  ]);
  expect(run.warnings).toEqual([]);

  const hooked = run.history.events.filter(
    (event) => event.kind === 'exchange' && event.transport === 'hook',
  );
  expect(hooked.length).toBeGreaterThan(10);
  expect(run.requests).toBe(
    run.history.events.filter(({ kind }) => kind === 'exchange').length - hooked.length,
  );
  const stored = historyFromHar(JSON.stringify(toHar(run.history)), 'run.har');
  expect(stored).toEqual(run.history);
  const again = conclude(model, stored, experimentsFromHistory(stored), {
    rules,
    strict: false,
    embedded: false,
    tool,
    durationMs: 0,
  });
  expect(again.rules).toEqual(run.rules);
  expect(again.excused).toEqual(run.excused);

  const strict = conclude(model, stored, [], { rules, strict: true, embedded: false, tool, durationMs: 0 });
  expect(strict.conclusion).toBe('incomplete');

  const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(resultSchema);
  expect(valid(JSON.parse(renderJson([{ run, model }]))), JSON.stringify(valid.errors)).toBe(true);
  const scan = new SecretScan(suite.secretTexts());
  for (const { fileName, render } of reportFormats) {
    const text = render([{ run, model }]);
    expect(scan.finds(text), fileName).toBe(false);
    if (/\.(?:html|json|xml|md|txt)$/.test(fileName)) expect(text).toContain('the desk program has no HTTP');
  }
});

test('with hooks as a command a revocation is judged', { timeout: 300_000 }, async () => {
  const suite = suiteOn([`hooks: {command: ["${process.execPath}", ./command.mjs]}`, lacks]);
  for (const experiment of experiments.filter(({ id }) => id === 'revoke-and-watch'))
    await suite.runExperiment(experiment);
  const chosen = rules.filter(({ id }) => id === 'revoke-immediate' || id === 'revoke-only-target');
  const run = suite.conclude({ rules: chosen, strict: false, embedded: false, tool });
  expect(run.rules.map(({ rule, outcome }) => [rule, outcome])).toEqual([
    ['revoke-immediate', 'pass'],
    ['revoke-only-target', 'pass'],
  ]);
});

test('without hooks what cannot be judged says what it lacks, and nobody excuses it', async () => {
  const suite = suiteOn([]);
  for (const experiment of experiments.filter(({ id }) => id === 'revoke-and-watch'))
    await suite.runExperiment({ ...experiment, destructive: false });
  const chosen = rules.filter(({ id }) => id === 'revoke-immediate');
  const run = suite.conclude({ rules: chosen, strict: false, embedded: false, tool });
  expect(run.conclusion).toBe('incomplete');
  const [verdict] = run.rules[0]?.verdicts ?? [];
  expect(verdict).toMatchObject({ outcome: 'untestable' });
  expect(verdict).not.toHaveProperty('excused');
  expect(verdict?.observed).toContain('console or hooks in the target file');
});

test('static credentials let a revocation be judged without one', async () => {
  const answers = await Promise.all(
    ['alive', 'dead'].map((name) => call(`${mock.consoleUrl}/keys`, 'POST', { name })),
  );
  const [alive, dead] = answers as readonly { readonly id: string; readonly value: string }[];
  await call(`${mock.consoleUrl}/keys/${dead?.id}`, 'DELETE');
  process.env['FOREIGN_KEY_ALIVE'] = alive?.value;
  process.env['FOREIGN_KEY_DEAD'] = dead?.value;
  try {
    const suite = suiteOn([
      'credentials:',
      "  alive: {kind: key, secret: '${FOREIGN_KEY_ALIVE}', tenant: inner}",
      "  dead: {kind: key, secret: '${FOREIGN_KEY_DEAD}', tenant: inner, state: revoked}",
      'lacks: [{capability: revoke, reason: only the desk can}, {capability: isolation, reason: shared staging}]',
    ]);
    const wanted = ['ended-credentials', 'revoke-and-watch'];
    for (const experiment of experiments.filter(({ id }) => wanted.includes(id)))
      await suite.runExperiment(experiment);
    const chosen = rules.filter(({ id }) => id === 'revoke-immediate');
    const run = suite.conclude({ rules: chosen, strict: false, embedded: false, tool });
    expect(run.rules[0]?.verdicts.map(({ outcome, excused }) => [outcome, excused])).toEqual([
      ['pass', undefined],
      ['untestable', 'shared staging'],
    ]);
    expect(run.rules[0]?.outcome).toBe('pass');
    expect(run.conclusion).toBe('conformant');
  } finally {
    delete process.env['FOREIGN_KEY_ALIVE'];
    delete process.env['FOREIGN_KEY_DEAD'];
  }
});

async function call(url: string, method: string, body?: object): Promise<unknown> {
  const clerk = model.fixtures.users.get('clara');
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Basic ${btoa(`${clerk?.email}:${clerk?.password}`)}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
  return answer.status === 204 ? undefined : answer.json();
}
