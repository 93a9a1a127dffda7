import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startMock } from '../mock/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import { journalsIn } from './journals.ts';
import { runCli } from './run-cli.test-support.ts';
import { packageRoot } from './tool.ts';

const model = loadFile(resolveSpec('cutover'));
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Gate {
  readonly url: string;
  /** From now on answers are forwarded. */
  open(): void;
  /** Resolves when the answer to something being made is held back. */
  readonly held: Promise<void>;
  /** Resolves when whoever waits for that answer has gone. */
  readonly abandoned: Promise<void>;
}

/** Stands before a server and keeps back the answer to the n-th thing that is made there, and all after it. */
async function gateBefore(origin: string, nth: number): Promise<Gate> {
  let made = 0;
  let isOpen = false;
  const waiting: (() => void)[] = [];
  const held = Promise.withResolvers<void>();
  const abandoned = Promise.withResolvers<void>();
  const server = createServer((incoming, answer) => {
    const { method, url, headers } = incoming;
    const forwarded = send(`${origin}${url}`, { method, headers }, (response) => {
      const status = response.statusCode ?? 502;
      if (method === 'POST' && status < 300) made += 1;
      const pass = () => {
        answer.writeHead(status, response.headers);
        response.pipe(answer);
      };
      if (isOpen || made < nth) return pass();
      waiting.push(pass);
      held.resolve();
      answer.once('close', () => abandoned.resolve());
    });
    forwarded.on('error', () => answer.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  cleanUps.push(
    () => server.closeAllConnections(),
    () => new Promise((done) => server.close(done)),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    held: held.promise,
    abandoned: abandoned.promise,
    open: () => {
      isOpen = true;
      for (const pass of waiting.splice(0)) pass();
    },
  };
}

/** A mock as a stranger's server: no control plane that the suite knows of. */
async function sharedTarget() {
  const mock = await startMock(model, { port: 0, controlPort: 0 });
  cleanUps.push(() => mock.close());
  const gate = await gateBefore(new URL(mock.url).origin, 3);
  const admin = model.fixtures.users.get('admin');
  const authorization = `Basic ${Buffer.from(`${admin?.email}:${admin?.password}`).toString('base64')}`;
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${mock.consoleUrl}${path}`, { headers: { authorization } })).json();
  /** Every user and every token of each, as the lists show them. */
  const listed = async () => {
    const users = idsIn(await read('/users'));
    const tokens = await Promise.all(users.map(async (user) => idsIn(await read(`/users/${user}/tokens`))));
    return { users, tokens };
  };
  const folder = mkdtempSync(join(tmpdir(), 'authproof-left-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const consoleUrl = mock.consoleUrl.replace(new URL(mock.url).origin, gate.url);
  const config = join(folder, 'target.yaml');
  writeFileSync(config, `target: ${gate.url}\nconsole: ${consoleUrl}\n`);
  return { gate, listed, config, out: join(folder, 'out') };
}

/** Ids of a list, wherever in the body it stands. */
function idsIn(body: unknown): string[] {
  const list = Array.isArray(body) ? body : Object.values(body ?? {}).find(Array.isArray);
  expect(list).toBeDefined();
  return (list ?? []).map((one: { id?: unknown; user_id?: unknown }) => String(one.id ?? one.user_id)).sort();
}

function startRun(config: string, out: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['scripts/cli.ts', 'test', 'cutover', '--config', config, '--out', out, '--report', 'json'],
    { cwd: packageRoot, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let stderr = '';
  const interrupted = Promise.withResolvers<void>();
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    if (stderr.includes('interrupted')) interrupted.resolve();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  cleanUps.push(() => child.kill('SIGKILL'));
  return { child, ended, interrupted: interrupted.promise, stderr: () => stderr };
}

test('what a killed run made is removed by `cleanup`, also what nobody got to know of', {
  timeout: 300_000,
}, async () => {
  const { gate, listed, config, out } = await sharedTarget();
  const before = await listed();
  const run = startRun(config, out);
  await gate.held;
  run.child.kill('SIGKILL');
  await run.ended;
  await gate.abandoned;
  gate.open();
  expect(await listed()).not.toEqual(before);
  const [journal = ''] = journalsIn(out);
  expect(statSync(journal).mode & 0o777).toBe(0o600);
  const text = readFileSync(journal, 'utf8');
  for (const { password } of model.fixtures.users.values()) expect(text).not.toContain(password);

  const cleanup = await runCli(['cleanup', '--config', config, '--out', out]);
  expect(cleanup.stderr).toBe('');
  expect(cleanup.stdout).toMatch(/(\d+) of \1 things removed/);
  expect(cleanup.code).toBe(0);
  expect(await listed()).toEqual(before);
  expect(journalsIn(out)).toEqual([]);
});

test('Ctrl-C stops the run, removes what it made and writes what it knows', {
  timeout: 300_000,
}, async () => {
  const { gate, listed, config, out } = await sharedTarget();
  const before = await listed();
  const run = startRun(config, out);
  await gate.held;
  run.child.kill('SIGINT');
  await run.interrupted;
  gate.open();
  expect(await run.ended).toBe(3);
  expect(await listed()).toEqual(before);
  expect(journalsIn(out)).toEqual([]);
  const [result] = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')).runs;
  expect(result).toMatchObject({ cutShort: 'interrupted', made: { left: [] } });
  expect(result.made.removed).toBeGreaterThan(1);
  expect(result.conclusion).not.toBe('conformant');
});

test('a journal of another target is not touched', async () => {
  const { gate, config, out } = await sharedTarget();
  gate.open();
  const head = {
    authproof: 'journal',
    version: 1,
    tool: '0',
    spec: 'cutover',
    name: 'cutover',
    startedAt: '',
  };
  const entry = { n: 1, experiment: 'x', operation: 'POST /users', params: {}, values: {} };
  mkdirSync(out);
  const journal = join(out, 'made-1-cutover.jsonl');
  const text = [{ ...head, target: 'https://other.example' }, entry]
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('');
  writeFileSync(journal, text);
  const cleanup = await runCli(['cleanup', '--config', config, '--out', out]);
  expect(cleanup.code).toBe(2);
  expect(cleanup.stderr).toMatch(/was written for https:\/\/other\.example/);
  expect(readFileSync(journal, 'utf8')).toBe(text);
});
