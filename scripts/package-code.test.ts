import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as library from './index.ts';
import { installPackage } from './installed-package.ts';
import { tool } from './tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'authproof-package-'));
let program = '';
beforeAll(async () => {
  program = await installPackage(folder);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: folder, env: { ...process.env, NO_COLOR: '1' } });
}

async function run(...args: readonly string[]) {
  const child = start(args);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stdout, stderr };
}

describe('the package as published', { timeout: 120_000 }, () => {
  test('knows its version and its documents', async () => {
    expect(await run(program, '--version')).toMatchObject({ code: 0, stdout: `${tool.version}\n` });
    const { code, stdout } = await run(program, 'lint', 'codat');
    expect(stdout).toContain(library.loadFile(library.resolveSpec('codat')).title);
    expect(code).toBe(0);
  });

  test('serves a mock until it is asked to end', async () => {
    const child = start([program, 'mock', 'codat', '--port', '0', '--json']);
    const line = await new Promise<string>((told) =>
      child.stdout?.once('data', (chunk: Buffer) => told(chunk.toString())),
    );
    const { url }: { readonly url: string } = JSON.parse(line);
    expect((await fetch(`${url}/companies`)).status).toBe(401);
    const ended = new Promise((done) => child.once('close', done));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test('tests and reports', async () => {
    const { code } = await run(
      ...[program, 'test', 'codat', '--only', 'credential-unknown-401', '--report', 'html,json,junit'],
      ...['--out', 'report'],
    );
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'report/report.html'), 'utf8')).toMatch(/<script>.+<\/script><\/body>/s);
  });

  test('proves by mutants, in threads of its own', async () => {
    const { code, stdout } = await run(program, 'selftest', 'keys-are-compared-by-prefix', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ survivors: [] });
  });

  test('loads a mock in a process of its own', async () => {
    const { code, stdout } = await run(
      ...[program, 'load', 'codat', '--only', 'soak', '--duration', '1', '--connections', '1', '--json'],
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ target: { embedded: true } });
  });

  test('says what is wrong with a document in the same words', async () => {
    writeFileSync(join(folder, 'broken.yaml'), 'openapi: 3.1.0\ninfo: { title: T, version: 1 }\npaths: {}\n');
    const { code, stderr } = await run(program, 'mock', 'broken.yaml', '--port', '0');
    expect(() => library.loadFile(join(folder, 'broken.yaml'))).toThrow(library.SpecError);
    expect(stderr).toMatch(/^authproof: broken\.yaml:2:\d+ #\/info\/version: Must be text/);
    expect(code).toBe(2);
  });

  test('offers to programs what the checkout offers', async () => {
    const { stdout } = await run(
      ...['--input-type=module', '-e'],
      `import * as library from 'authproof';
      const mock = await library.startMock(library.loadFile(library.resolveSpec('codat')));
      const { status } = await fetch(mock.url + '/companies');
      await mock.close();
      console.log(JSON.stringify({ names: Object.keys(library), status }));`,
    );
    expect(JSON.parse(stdout)).toEqual({ names: Object.keys(library).toSorted(), status: 401 });
  });
});
