import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type HookCaller, loadHooks } from './caller.ts';
import { clockByHooks } from './clock.ts';

let folder = '';
let serial = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'authproof-hooks-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Modules are loaded once per address, so each gets one of its own. */
const fileOf = (text: string, ending = 'ts'): string => {
  serial += 1;
  const file = join(folder, `hooks-${serial}.${ending}`);
  writeFileSync(file, text);
  return file;
};
const moduleOf = (text: string, timeoutMs?: number): Promise<HookCaller> =>
  loadHooks({ module: fileOf(text) }, timeoutMs);
const commandOf = (text: string, timeoutMs?: number): Promise<HookCaller> =>
  loadHooks({ command: [process.execPath, fileOf(text, 'mjs')], cwd: folder }, timeoutMs);
const saidBy = (run: Promise<unknown>): Promise<string> =>
  run.then(
    (value) => `no error: ${JSON.stringify(value)}`,
    (error: unknown) => `${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
  );
const described = 'const {hook} = JSON.parse(await new Response(process.stdin).text());\n';

test('a module gives hooks as an object or by a function, in TypeScript too', async () => {
  for (const text of [
    'export default { revoke: (input: { id: string }) => ({ ended: input.id }) };',
    'export default async () => ({ revoke: async (input: { id: string }) => ({ ended: input.id }) });',
  ]) {
    const hooks = await moduleOf(text);
    expect(hooks.has('revoke')).toBe(true);
    expect(hooks.has('issue')).toBe(false);
    expect(await hooks.call('revoke', { id: 'k-1' })).toEqual({ ended: 'k-1' });
  }
});

test('hooks of a module may share state by `this`', async () => {
  const hooks = await moduleOf(
    'export default { now() { return { now: typeof this.revoke }; }, revoke() {} };',
  );
  expect(await hooks.call('now', {})).toEqual({ now: 'function' });
});

test.for([
  ['export const revoke = 1;', /module of the target file has no default export/],
  ['export default { revok: () => {} };', /module of the target file has "revok"\. Did you mean "revoke"\?/],
  ['export default { revoke: 1 };', /has a "revoke" that is no function/],
  ['throw new Error("no network");', /module of the target file cannot be loaded: no network/],
] as const)('a module that cannot be used: %s', async ([text, says]) => {
  expect(await saidBy(moduleOf(text))).toMatch(says);
});

test('a hook that throws is named, and words that could be secrets are not repeated', async () => {
  const hooks = await moduleOf(
    'export default { revoke: () => { throw new Error("refused for sk_live_4eC39HqLyjWDarjt: no such key"); } };',
  );
  const said = await saidBy(hooks.call('revoke', {}));
  expect(said).toMatch(/the hook revoke of the target file failed: refused for ⟦masked⟧: no such key/);
  expect(said).not.toContain('4eC39');
});

test('what a hook says of the means that it lacks is told without secrets', async () => {
  const clock = clockByHooks({
    has: () => true,
    call: async () => ({ lacking: 'no clock for Tr0ub4dor&3' }),
  });
  await expect(clock.advance(5)).rejects.toThrow('the hook advanceClock: no clock for ⟦masked⟧');
});

test('a hook that never ends is given up', async () => {
  const hooks = await moduleOf('export default { revoke: () => new Promise(() => {}) };', 20);
  expect(await saidBy(hooks.call('revoke', {}))).toMatch(/the hook revoke .* did not end within 0\.02 s/);
});

test('a module that is never done with loading is given up', async () => {
  for (const text of [
    'export default () => new Promise(() => {});',
    'await new Promise((done) => process.once("never", done));\nexport default {};',
  ])
    expect(await saidBy(moduleOf(text, 20))).toMatch(/the hook module .* did not end within 0\.02 s/);
});

test('a command says which hooks it has and gets hook and input as JSON', async () => {
  const hooks = await commandOf(
    `const {hook, input} = JSON.parse(await new Response(process.stdin).text());
    console.log(JSON.stringify(hook === 'describe' ? {hooks: ['issue']} : {secret: 'made for ' + input.name}));`,
  );
  expect([hooks.has('issue'), hooks.has('revoke')]).toEqual([true, false]);
  expect(await hooks.call('issue', { name: 'one' })).toEqual({ secret: 'made for one' });
});

test.for([
  ['process.exit(3)', /the hook revoke .* ended with status 3/],
  ['console.error("secret-abc123456"); process.exit(1)', /the hook revoke .* ended with status 1/],
  ['console.log("secret-abc123456")', /the hook revoke .* answered with something that is not JSON/],
  [
    'process.stdout.write("x".repeat(2_000_000))',
    /the hook revoke .* answered more than a million characters/,
  ],
] as const)('a command that fails: %s', async ([text, says]) => {
  const hooks = await commandOf(
    `${described}if (hook === 'describe') console.log('{"hooks":["revoke"]}'); else { ${text} }`,
  );
  const said = await saidBy(hooks.call('revoke', {}));
  expect(said).toMatch(says);
  expect(said).not.toContain('abc123456');
});

test('a command that never ends is ended', async () => {
  expect(await saidBy(commandOf('setInterval(() => {}, 1000);', 300))).toMatch(
    /the hook describe .* did not end within 0\.3 s/,
  );
});

test('a command that has ended, but not its child that holds the output, is given up', async () => {
  const text = `import { spawn } from 'node:child_process';
    spawn(process.execPath, ['-e', 'setTimeout(() => {}, 50_000)'], { stdio: 'inherit' }).unref();`;
  expect(await saidBy(commandOf(text, 300))).toMatch(/the hook describe .* did not end within 0\.3 s/);
});

test('a command whose own child lives on is given up, and the child is ended with it', async () => {
  const file = join(folder, 'grandchild.pid');
  const grandchild =
    'require("node:fs").writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000);';
  const text = `import { spawn } from 'node:child_process';
    import { existsSync } from 'node:fs';
    spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}, ${JSON.stringify(file)}], { stdio: 'inherit' }).unref();
    const wait = setInterval(() => existsSync(${JSON.stringify(file)}) && (clearInterval(wait), process.stdout.write('x'.repeat(2_000_000))), 5);`;
  expect(await saidBy(commandOf(text))).toMatch(/the hook describe .* answered more than a million/);
  const pid = Number(readFileSync(file, 'utf8'));
  expect(pid).toBeGreaterThan(0);
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 30_000 });
}, 60_000);

/** A zombie that nobody has waited for does not run. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
}

test('a command that is not there, or that does not describe itself', async () => {
  expect(await saidBy(loadHooks({ command: [join(folder, 'none')], cwd: folder }))).toMatch(
    /the hook describe .* cannot be started \(ENOENT\)/,
  );
  expect(await saidBy(commandOf(`${described}console.log('{}');`))).toMatch(
    /the hook describe .* answered without/,
  );
  expect(await saidBy(commandOf(`${described}console.log('{"hooks":["destroy"]}');`))).toMatch(
    /the hook describe .* names a hook that there is not/,
  );
});
