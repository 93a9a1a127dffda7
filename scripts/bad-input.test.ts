import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './run-cli.test-support.ts';

let folder = '';
const servers: Server[] = [];
const urls: Record<string, string> = {};
const serve = async (name: string, answer: Parameters<typeof createServer>[1]) => {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const tiny = (extra: string) => `openapi: 3.1.0\ninfo: {title: T, version: '1'}\n${extra}`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'authproof-bad-input-'));
  await serve('html', (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
  );
  await serve('hangUp', (request) => request.socket.destroy());
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
});

interface Row {
  readonly what: string;
  readonly args: () => readonly string[];
  readonly code: number;
  readonly says: RegExp;
}

const rows: readonly Row[] = [
  { what: 'no command', args: () => [], code: 2, says: /Name a command/ },
  { what: 'unknown command', args: () => ['mok'], code: 2, says: /mok|Did you mean mock/i },
  { what: 'unknown option', args: () => ['list', '--jsno'], code: 2, says: /jsno/ },
  { what: 'unknown document', args: () => ['test', 'coda'], code: 2, says: /no document "coda".*codat/ },
  { what: 'no such file', args: () => ['lint', './nothing.yaml'], code: 2, says: /no file/ },
  {
    what: 'unknown rule',
    args: () => ['test', 'codat', '--only', 'http-401-without-credential'],
    code: 2,
    says: /did you mean http-401-without-credentials/,
  },
  {
    what: 'unknown report',
    args: () => ['test', 'codat', '--report', 'pdf'],
    code: 2,
    says: /no report format pdf/,
  },
  {
    what: 'unknown vocabulary key',
    args: () => ['lint', file('key.yaml', tiny('paths: {}\nx-auth-feild: 1\n'))],
    code: 2,
    says: /key\.yaml:4:\d+ #\/x-auth-feild: .*x-auth-f/,
  },
  {
    what: 'broken YAML',
    args: () => ['lint', file('broken.yaml', 'openapi: 3.1.0\ninfo: {title: T\npaths: {}\n')],
    code: 2,
    says: /broken\.yaml:\d+:\d+/,
  },
  {
    what: 'unresolvable reference',
    args: () => [
      'lint',
      file(
        'ref.yaml',
        tiny("paths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/Nope'}}}}}\n"),
      ),
    ],
    code: 2,
    says: /#\/components\/responses\/Nope/,
  },
  {
    what: 'not OpenAPI',
    args: () => ['lint', file('other.yaml', 'hello: world\n')],
    code: 2,
    says: /openapi/i,
  },
  {
    what: 'target that nobody listens on',
    args: () => ['test', 'codat', '--target', 'http://127.0.0.1:1'],
    code: 3,
    says: /http:\/\/127\.0\.0\.1:1 does not answer/,
  },
  {
    what: 'target that is no URL',
    args: () => ['test', 'codat', '--target', 'localhost'],
    code: 2,
    says: /not an http or https URL/,
  },
  {
    what: 'target that hangs up',
    args: () => ['test', 'codat', '--target', urls['hangUp'] ?? ''],
    code: 3,
    says: /does not answer/,
  },
  {
    what: 'broken target file',
    args: () => ['test', 'codat', '--config', file('t1.yaml', 'target: [')],
    code: 2,
    says: /t1\.yaml:1:/,
  },
  {
    what: 'unknown key in the target file',
    args: () => ['test', 'codat', '--config', file('t2.yaml', 'targt: http://a.example\n')],
    code: 2,
    says: /t2\.yaml.*targt/,
  },
  {
    what: 'secret in the target file',
    args: () => ['test', 'codat', '--config', file('t3.yaml', 'credentials: {first-a: plain-secret}\n')],
    code: 2,
    says: /t3\.yaml:1:\d+ #\/credentials\/first-a/,
  },
  {
    what: 'variable that is not set',
    args: () => [
      'test',
      'codat',
      '--config',
      file('t4.yaml', "target: http://127.0.0.1:1\ncredentials: {first-a: '${NOT_SET_ANYWHERE}'}\n"),
    ],
    code: 2,
    says: /NOT_SET_ANYWHERE is not set/,
  },
  {
    what: 'history that is none',
    args: () => ['judge', file('h.har', '{"log":{}}')],
    code: 2,
    says: /h\.har/,
  },
  {
    what: 'broken baseline',
    args: () => ['test', 'codat', '--baseline', file('b.yaml', 'expected: 3\n')],
    code: 2,
    says: /b\.yaml:1:11 #\/expected/,
  },
];

describe('bad input: one clear message, the right exit code, no stack trace', () => {
  test.for(rows)('$what', async ({ args, code, says }) => {
    const run = await runCli(args());
    expect(run.stderr).toMatch(says);
    expect(run.code).toBe(code);
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect(run.stderr).not.toContain('plain-secret');
    expect(run.stdout).toBe('');
  });
});

test('a target that answers HTML to everything is neither conformant nor a crash', async () => {
  const run = await runCli([
    'test',
    'codat',
    '--target',
    urls['html'] ?? '',
    '--out',
    join(folder, 'report'),
  ]);
  expect([1, 4]).toContain(run.code);
  expect(run.stderr).not.toMatch(/\n\s+at /);
});

test('a port that is taken', async () => {
  const taken = new URL(urls['html'] ?? '').port;
  const run = await runCli(['mock', 'codat', '--port', taken]);
  expect(run.stderr).toMatch(new RegExp(`${taken}.*(in use|taken)|(in use|taken).*${taken}`));
  expect([2, 3]).toContain(run.code);
});

test('help says what becomes of what a run makes', async () => {
  const { code, stdout } = await runCli(['test', '--help']);
  expect(code).toBe(0);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'What a run makes is removed where an operation or hook can, and listed where none can',
  );
});
