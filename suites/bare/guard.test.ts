import { expect, test } from 'vitest';
import { loadText } from '../../spec/load.ts';
import type { Step } from '../lab/lab.ts';
import { changesOwnOnly, readsOnly } from './guard.ts';

const model = loadText(
  `openapi: 3.0.3
info: {title: Shed, version: '1'}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
security: [{key: []}]
paths:
  /sheds/{shed}/rakes: {get: {responses: {'200': {description: Yes}}}, post: {responses: {'201': {description: Yes}}}}
  /logout: {get: {responses: {'204': {description: Yes}}}}
  /sheds/{shed}: {get: {responses: {'200': {description: Yes}}}, delete: {responses: {'204': {description: Yes}}}}
`,
  'shed.yaml',
);

function step(key: string, more: Partial<Step> & { readonly works?: boolean } = {}): Step {
  const operation = model.operations.find((one) => one.key === key)!;
  const { works = false, ...rest } = more;
  return {
    step: 'probe',
    role: 'probe',
    request: {
      operation,
      method: operation.method,
      path: operation.path.replace('{shed}', 'theirs%2F1'),
      query: [],
      headers: [],
    },
    present: [
      {
        presented: { scheme: 'key', form: 'documented', ...(works ? { credential: 'key#1' } : {}) },
        headers: [],
        query: [],
        sensitive: [],
      },
    ],
    ...rest,
  };
}

const here = 'http://127.0.0.1:1';
const elsewhere = 'https://api.example';

test.each([
  ['a read', step('GET /sheds/{shed}', { works: true }), elsewhere, true],
  ['a write with a credential', step('POST /sheds/{shed}/rakes', { works: true }), here, false],
  ['a write without one on this machine', step('POST /sheds/{shed}/rakes'), here, true],
  ['a write without one elsewhere', step('POST /sheds/{shed}/rakes'), elsewhere, false],
  ['a read by another method', step('GET /sheds/{shed}', { works: true, method: 'DELETE' }), here, false],
  [
    'a read that names another method',
    step('GET /sheds/{shed}', { works: true, headers: [['X-HTTP-Method-Override', 'DELETE']] }),
    here,
    false,
  ],
  [
    'the same as a parameter',
    step('GET /sheds/{shed}', { works: true, query: [['_method', 'DELETE']] }),
    here,
    false,
  ],
] as const)('without consent to changes, %s to %#: %s', (_, one, url, isSent) => {
  if (isSent) expect(() => readsOnly(one, url)).not.toThrow();
  else expect(() => readsOnly(one, url)).toThrow(/opt in with --destructive/);
});

test('a credential is not spent on what sounds like its end', () => {
  for (const guard of [readsOnly, changesOwnOnly(new Set())]) {
    expect(() => guard(step('GET /logout', { works: true }), here)).toThrow(/looks as if it ended/);
    expect(() => guard(step('GET /logout'), here)).not.toThrow();
  }
});

test.each([
  ['a read', step('GET /sheds/{shed}', { works: true }), true],
  ['something new in what is there', step('POST /sheds/{shed}/rakes', { works: true }), true],
  ['the end of what is there', step('DELETE /sheds/{shed}', { works: true }), false],
  [
    'the end by another spelling',
    step('GET /sheds/{shed}', { method: 'DELETE', rawPath: '/sheds/theirs%2F1' }),
    false,
  ],
] as const)('of what the run did not make, it asks for %s: %s', (_, one, isSent) => {
  const guard = changesOwnOnly(new Set(['theirs/1']));
  if (isSent) expect(() => guard(one, here)).not.toThrow();
  else expect(() => guard(one, here)).toThrow(/did not make/);
});
