import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFile } from '../../spec/load.ts';
import { capabilities } from '../../spec/overlay.ts';
import schema from '../../spec/target-file.schema.json' with { type: 'json' };
import { destructiveFamilies } from '../../suites/target.ts';
import { checkNames } from './check-names.ts';
import { configFrom } from './config.ts';
import { readTargetFile } from './read.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'authproof-target-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (text: string, environment: Record<string, string> = {}) => {
  const file = join(folder, 'authproof.yaml');
  writeFileSync(file, text);
  return readTargetFile(file, environment);
};
const problemOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll(`${folder}/`, '') : String(error);
  }
  return 'nothing is wrong';
};

test('a whole file becomes a target', () => {
  writeFileSync(join(folder, 'hooks.ts'), 'export default {};\n');
  const config = configFrom(
    read(
      [
        'spec: ./api.yaml',
        "target: '${BASE}'",
        'console: https://console.example/',
        'hosts: [cdn.example]',
        'tenants: {acme: org_1}',
        "users: {anna: {email: a@b.example, password: '${PW}', id: u1, tenant: org_1, roles: {org_1: [admin]}}}",
        "credentials: {first: '${ONE}', dead: {kind: token, secret: '${TWO}', state: revoked}}",
        'bindings: {POST /tokens: {method: PUT, path: /v2/tokens, base: https://auth.example/}}',
        'lacks: [{capability: signing, reason: no key}]',
        'tolerances: {revocationSeconds: 5, clockSkewSeconds: 2}',
        'limits: {hour: {limit: 5}}',
        'destructive: [credentials]',
        'requests: {perSecond: 3, total: 500}',
        'hooks: ./hooks.ts',
        'acceptance: {GET /me: /user/id}',
      ].join('\n'),
      { BASE: 'https://api.example/', PW: 'p', ONE: '1', TWO: '2' },
    ),
  );
  expect(config).toMatchObject({
    baseUrl: 'https://api.example',
    consoleUrl: 'https://console.example',
    hosts: ['cdn.example'],
    users: { anna: { password: 'p', id: 'u1' } },
    credentials: { first: '1' },
    provisioned: [{ name: 'dead', kind: 'token', secret: '2', state: 'revoked' }],
    bindings: { 'POST /tokens': { method: 'PUT', path: '/v2/tokens', base: 'https://auth.example' } },
    destructive: ['credentials'],
    requests: { perSecond: 3, total: 500 },
    hooks: { module: join(folder, 'hooks.ts') },
    overlay: {
      tenants: { acme: 'org_1' },
      users: { anna: { id: 'u1', roles: { org_1: ['admin'] } } },
      tolerances: { revocationSeconds: 5, clockSkewSeconds: 2 },
      limits: { hour: { limit: 5 } },
      lacks: [{ capability: 'signing' }],
      acceptance: { 'GET /me': { required: ['user'], properties: { user: { required: ['id'] } } } },
    },
  });
  expect(JSON.stringify(config.overlay)).not.toContain('password');
});

test.for([
  [
    'targt: http://a.example',
    /^authproof\.yaml:1:1 #\/targt: unknown key "targt"\. Did you mean "target"\?$/,
  ],
  ['users:\n  anna: {pasword: x}', /:2:\d+ #\/users\/anna\/pasword: unknown key .* "password"/],
  [
    'credentials: {a: hunter2hunter2}',
    /:1:\d+ #\/credentials\/a: expected the name of an environment variable/,
  ],
  ['users: {a: {password: hunter2hunter2}}', /#\/users\/a\/password: expected the name of an environment/],
  [
    'lacks: [{capability: signin, reason: r}]',
    /#\/lacks\/0\/capability: unknown capability\. Did you mean "signing"\?/,
  ],
  ['lacks: [{capability: clock}]', /#\/lacks\/0: lacks "reason"/],
  ['destructive: [credential]', /#\/destructive\/0: unknown value\. Did you mean "credentials"\?/],
  ['bindings: {tokens: {path: /t}}', /#\/bindings\/tokens: not the key of an operation/],
  ['target: [', /:1:\d+ #: Not valid YAML/],
  ['- a', /#: expected a mapping/],
] as const)('%s', ([text, says]) => {
  const message = problemOf(() => read(text));
  expect(message).toMatch(says);
  expect(message).not.toContain('hunter2');
});

test('every variable that is not set is told at once', () => {
  const text = "target: '${NO_BASE}'\ncredentials:\n  a: '${NO_A}'\n  b: {kind: k, secret: '${NO_B}'}\n";
  expect(problemOf(() => read(text)).split('\n')).toEqual([
    'authproof.yaml:1:1 #/target: the environment variable NO_BASE is not set',
    'authproof.yaml:3:3 #/credentials/a: the environment variable NO_A is not set',
    'authproof.yaml:4:16 #/credentials/b/secret: the environment variable NO_B is not set',
  ]);
});

test('a URL that is none, one with a password, and a module that is not there are refused', () => {
  expect(problemOf(() => configFrom(read("target: '${B}'", { B: 'staging' })))).toMatch(
    /#\/target: not an http/,
  );
  expect(problemOf(() => configFrom(read("target: '${B}'", { B: 'http://a:hunter2@b.example' })))).toMatch(
    /#\/target: a URL holds no user name or password: see credentials$/,
  );
  expect(problemOf(() => configFrom(read('hooks: ./none.ts')))).toMatch(/#\/hooks: there is no file/);
});

test('names that the document has not are told with near matches', () => {
  const model = loadFile('spec/made-up/orchard.yaml');
  const [user = ''] = model.fixtures.users.keys();
  const file = read(
    [
      `users: {${user}x: {}}`,
      'bindings: {POST /nowhere: {path: /x}}',
      'limits: {nolimit: {limit: 1}}',
      "credentials: {nobody: '${S}'}",
      'lacks: [{capability: "operation:GET /nowhere", reason: r}]',
    ].join('\n'),
    { S: 's' },
  );
  const message = problemOf(() => checkNames(file, model));
  expect(message).toContain(`no fixture user "${user}x". Did you mean "${user}"?`);
  for (const place of [
    'bindings/POST ~1nowhere',
    'limits/nolimit',
    'credentials/nobody',
    'lacks/0/capability',
  ])
    expect(message).toContain(`#/${place}`);
});

test('the schema lists what the code knows', () => {
  const [fixed] = schema.properties.lacks.items.properties.capability.anyOf;
  expect(fixed?.enum).toEqual(Object.keys(capabilities));
  expect(schema.properties.destructive.then.items.enum).toEqual([...destructiveFamilies]);
});
