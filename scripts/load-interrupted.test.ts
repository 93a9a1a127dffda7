import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startMock } from '../mock/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import { journalsIn } from './journals.ts';
import { packageRoot } from './tool.ts';

const model = loadFile(resolveSpec('codat'));
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A mock as a stranger's server, behind a proxy that counts what passes. */
async function strangersTarget() {
  const mock = await startMock(model, { port: 0, controlPort: 0 });
  cleanUps.push(() => mock.close());
  const busy = Promise.withResolvers<void>();
  let answers = 0;
  const server = createServer((incoming, answer) => {
    const { method, url, headers } = incoming;
    const forwarded = send(`${new URL(mock.url).origin}${url}`, { method, headers }, (response) => {
      answers += 1;
      if (answers === 300) busy.resolve();
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    forwarded.on('error', () => answer.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  cleanUps.push(close);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mock,
    close,
    /** Resolves in the midst of traffic. */
    busy: busy.promise,
  };
}

function load(url: string, out: string, probes: string) {
  const config = join(out, 'authproof.yaml');
  writeFileSync(
    config,
    ['spec: codat', `target: ${url}`, `console: ${url}/~console`, 'destructive: true'].join('\n'),
  );
  const args = ['load', '--config', config, '--duration', '100', '--connections', '4', '--only', probes];
  const child = spawn(process.execPath, ['bin/authproof.js', ...args, '--json', '--out', out], {
    cwd: packageRoot,
    env: { ...process.env, NO_COLOR: '1' },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    interrupt: () => child.kill('SIGINT'),
    done: ended.then((code) => ({ code, stdout, stderr })),
  };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'authproof-load-stop-'));
  cleanUps.push(() => rmSync(path, { recursive: true }));
  return path;
}

test('Ctrl-C ends the traffic, removes what was made, and the report is written', {
  timeout: 120_000,
}, async () => {
  const target = await strangersTarget();
  const admin = [...model.fixtures.users.values()][0];
  const authorization = `Basic ${btoa(`${admin?.email}:${admin?.password}`)}`;
  const keys = async () => {
    const answer = await fetch(`${target.mock.consoleUrl}/portal/apiKeys`, { headers: { authorization } });
    return { status: answer.status, body: await answer.text() };
  };
  const before = await keys();
  expect(before.status).toBe(200);
  const out = folder();
  const run = load(target.url, out, 'soak,refusal-cost');
  await Promise.race([target.busy, run.done]);
  run.interrupt();
  const { code, stdout, stderr } = await run.done;
  expect(stderr).toContain('interrupted');
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({
    probes: [{ probe: 'refusal-cost' }, { probe: 'soak', observed: 'the run was interrupted' }],
    left: [],
  });
  expect(journalsIn(out)).toEqual([]);
  expect(await keys()).toEqual(before);
  expect(readFileSync(join(out, 'load.html'), 'utf8')).toContain('interrupted');
});

test('a target that dies in mid-traffic is no verdict: exit code 3', { timeout: 120_000 }, async () => {
  const target = await strangersTarget();
  const run = load(target.url, folder(), 'rotation-without-downtime,soak');
  await Promise.race([target.busy, run.done]);
  await target.close();
  const { code, stdout } = await run.done;
  const { probes } = JSON.parse(stdout) as { probes: { probe: string; verdict: string; observed: string }[] };
  expect(probes.at(-1)).toMatchObject({
    probe: 'soak',
    verdict: 'error',
    observed: expect.stringContaining('does not answer'),
  });
  expect(code).toBe(3);
});
