import { afterEach, expect, test } from 'vitest';
import { type RunningMock, startMock } from '../mock/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import type { RunResult } from '../spec/run.ts';
import type { JournalHead, MadeEntry, MadeUpdate } from '../suites/lab/journal.ts';
import { chooseExperiments, chooseRules } from '../suites/plan.ts';
import { SuiteRun } from '../suites/suite-run.ts';
import { defaultTarget, type TargetConfig } from '../suites/target.ts';
import { tool } from './tool.ts';

// Mocks without the control plane that the suite could know of: as a stranger's server.
const open: RunningMock[] = [];
afterEach(async () => {
  for (const mock of open.splice(0)) await mock.close();
});

interface Tried {
  readonly run: RunResult;
  readonly mock: RunningMock;
  readonly lines: readonly (JournalHead | MadeEntry | MadeUpdate)[];
}

async function tried(
  name: string,
  only: readonly string[],
  change: Partial<TargetConfig> = {},
  prepare: (mock: RunningMock) => Promise<unknown> = async () => {},
): Promise<Tried> {
  const model = loadFile(resolveSpec(name));
  const mock = await startMock(model, { port: 0, controlPort: 0 });
  open.push(mock);
  await prepare(mock);
  const lines: Tried['lines'][number][] = [];
  const journal = { write: (line: Tried['lines'][number]) => lines.push(line), close: () => {} };
  const { url: baseUrl, consoleUrl } = mock;
  const run = new SuiteRun(model, defaultTarget({ baseUrl, consoleUrl, ...change }), { journal });
  const rules = chooseRules(only, []);
  for (const experiment of chooseExperiments(rules, model)) await run.runExperiment(experiment);
  return { run: run.conclude({ rules, strict: false, embedded: false, tool }), mock, lines };
}

const control = (mock: RunningMock, method: string, path: string, body?: unknown) =>
  fetch(`${mock.control.url}/spaces/main${path}`, {
    method,
    headers: { authorization: `Bearer ${mock.control.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

test('what is made is written down before it is sent, and removed', async () => {
  const { run, lines } = await tried('cutover', ['issue-name-kept', 'user-appears-in-list']);
  expect(run.made?.count).toBeGreaterThan(2);
  expect(run.made).toMatchObject({ removed: run.made?.count, left: [] });
  const firsts = new Map(
    lines.flatMap((line) => ('n' in line ? [[line.n, line] as const] : [])).toReversed(),
  );
  expect([...firsts.values()].every((line) => 'operation' in line)).toBe(true);
  const text = JSON.stringify(lines);
  expect(text).toContain('"removed":true');
  expect(text).not.toMatch(/pw-|password/);
  const secrets = run.history.events.flatMap((event) =>
    event.kind === 'fact' && event.fact === 'issued' ? [event.secret.length] : [],
  );
  expect(secrets.length).toBeGreaterThan(0);
});

test('what no operation removes is listed with its id and the reason', async () => {
  const { run } = await tried('regate', ['issue-name-kept', 'authz-denied-has-no-side-effect']);
  const left = run.made?.left ?? [];
  expect(left.length).toBeGreaterThan(0);
  for (const { what, reason } of left) {
    expect(what).toMatch(/made by POST /);
    expect(reason).toMatch(/no operation that removes it/);
  }
  expect((run.made?.count ?? 0) - (run.made?.removed ?? 0)).toBe(
    left.reduce((sum, { what }) => sum + Number(/^(\d+) × /.exec(what)?.[1] ?? 1), 0),
  );
});

test('at the ceiling of requests the rest is untestable, nothing more is sent, and no run is conformant', async () => {
  const only = ['http-401-without-credentials', 'http-malformed-never-5xx', 'issue-name-kept'];
  const { run, mock } = await tried('regate', only, { requests: { total: 25 } });
  expect(run.requests).toBeLessThanOrEqual(25);
  const journal = await (await control(mock, 'GET', '/journal')).json();
  const received = Array.isArray(journal) ? journal : Object.values(journal as object).find(Array.isArray);
  expect(received?.length).toBe(run.requests);
  expect(run.cutShort).toBe('request-ceiling');
  expect(run.conclusion).not.toBe('conformant');
  const skipped = run.experiments.filter(
    ({ state, message }) => state === 'lacking' && /ceiling of 25/.test(message),
  );
  expect(skipped.length).toBeGreaterThan(0);
  expect(run.rules.find(({ rule }) => rule === 'issue-name-kept')?.outcome).toBe('untestable');
  const left = run.made?.left.filter(({ reason }) => !/no operation that removes it/.test(reason));
  expect(left).toEqual([]);
});

test('a target whose clock is hours off is told, and no sound server fails for it', async () => {
  const about = ['issued-date-true', 'expiry-shown', 'jwt-iat-sane', 'jwt-lifetime-as-documented'];
  for (const name of ['regen-therapy', 'cutover']) {
    const { run } = await tried(name, about, {}, (mock) =>
      control(mock, 'POST', '/clock', { advanceSeconds: 3 * 3600 }),
    );
    expect(run.clockSkew?.exceeded).toBe(true);
    expect(Math.abs((run.clockSkew?.seconds ?? 0) - 3 * 3600)).toBeLessThan(60);
    const wrong = run.rules.filter(({ outcome }) => outcome === 'fail' || outcome === 'error');
    expect(wrong.map(({ rule }) => rule)).toEqual([]);
  }
});

test('a rate that cannot fill a limit makes what needs that untestable', async () => {
  const { run } = await tried('regen-therapy', ['rl-reset-honest'], {
    requests: { perSecond: 0.001 },
    destructive: true,
  });
  expect(run.rules[0]?.outcome).toBe('untestable');
  expect(run.rules[0]?.verdicts[0]?.observed).toMatch(
    /ceiling of 0\.001 requests per second is too low to fill/,
  );
});
