import { describe, expect, it } from 'vitest';
import { lint } from './lint.ts';
import { bare, small } from './load/small-documents.test-data.ts';
import { loadText } from './load.ts';

function problems(text: string): readonly string[] {
  return lint(loadText(text, 'small.yaml')).map(
    ({ severity, pointer, message }) => `${severity} ${pointer} ${message}`,
  );
}

/** What the change of the small document adds to the problems that it has. */
function added(from: string, to: string): readonly string[] {
  const text = small.replace(from, to);
  expect(text).not.toBe(small);
  const before = new Set(problems(small));
  return problems(text).filter((problem) => !before.has(problem));
}

describe('lint', () => {
  it('finds no error in a sound document', () => {
    expect(problems(small).filter((problem) => problem.startsWith('error'))).toEqual([]);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'a secret that nobody gets',
      ', x-auth-field: token.secret',
      '',
      /^error #\/paths\/~1tokens\/post POST \/tokens makes a token, but neither/,
    ],
    [
      'a maximum without an answer',
      "'409': {description: Full, x-auth-refusal: [maximum]}",
      "'418': {description: Tea}",
      /At most 3 token may exist, but POST \/tokens declares no answer to "maximum"/,
    ],
    [
      'a relation of a role that is none',
      '{reader: owner, chief: tenant}',
      '{readr: owner, chief: tenant}',
      /names "readr", which no credential can hold\. Did you mean "reader"\?/,
    ],
    [
      'a role called like a fact',
      'enum: [reader, chief]',
      'enum: [reader, chief, row]',
      /A role cannot be called "row"/,
    ],
    [
      'a revocation of nobody knows what',
      '{issue: token}',
      '{revoke: token}',
      /POST \/tokens does not say which token/,
    ],
  ])('%s', (_, from, to, message) => {
    expect(added(from, to)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });

  it('a name in security that the credential cannot hold', () => {
    expect(added('security: [{token: [chief]}]', 'security: [{token: [chef]}]')).toEqual([
      'error #/paths/~1notes~1{id}/delete/security No token can hold "chef", which DELETE /notes/{id} asks for. Did you mean "chief"?',
    ]);
  });

  it('names asked of a credential that holds none', () => {
    expect(added('{rights: own, lifetime: PT1H', '{lifetime: PT1H')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^error .*asks token for "reader", but this credential holds no names/),
      ]),
    );
  });

  it('secured without 401, limited without 429', () => {
    const text = small
      .replaceAll("'401': {$ref: '#/components/responses/Unauthorized'}", "'418': {description: Tea}")
      .replaceAll("'429'", "'420'");
    expect(problems(text)).toEqual(
      expect.arrayContaining([
        'error #/paths/~1notes/get/responses GET /notes needs a credential, but declares no 401.',
        'error #/paths/~1notes/get/responses GET /notes is rate limited, but declares no 429.',
      ]),
    );
  });

  it('two names of one catalogue in one entry without a source', () => {
    expect(added('security: [{token: [chief]}]', 'security: [{token: [chief, reader]}]')).toEqual([
      expect.stringMatching(/^warning .*asks token for all of "chief" and "reader" at once/),
    ]);
  });

  it('a fact that does not exist', () => {
    expect(added('x-auth-source: {security: SM-07}', 'x-auth-source: {securty: SM-07}')).toEqual([
      'error #/paths/~1notes/get/x-auth-source/securty There is no fact "securty" here. Did you mean "security"?',
    ]);
  });

  it('citations that lead nowhere, or elsewhere', () => {
    const text = small
      .replace('x-auth-source: SM-06', 'x-auth-source: [RG-01, RG-02]')
      .replace('{security: SM-07}', '{security: [RG-999, RT-01]}');
    const found = problems(text).filter((problem) => /statement/.test(problem));
    expect(found).toEqual([
      expect.stringMatching(
        /^warning #\/paths\/~1notes\/get\/x-auth-source\/security There is no statement "RG-999"/,
      ),
      expect.stringMatching(
        /^warning .*security "RT-01" is a statement of regen-therapy, the others here are of regate/,
      ),
    ]);
  });

  it('rights that no fixture separates', () => {
    const model = loadText(small, 'small.yaml');
    const users = new Map(
      [...model.fixtures.users].filter(([name]) => name === 'rita' || name === 'both').slice(0, 1),
    );
    const blurred = { ...model, fixtures: { ...model.fixtures, users } };
    expect(lint(model).filter(({ message }) => message.includes('fixture user'))).toEqual([]);
    expect(lint(blurred).map(({ message }) => message)).toContain(
      'No fixture user holds "chief" without "reader": a server that confuses the two cannot be told from a sound one.',
    );
  });

  it('lifetimes and rotations that nothing drives', () => {
    expect(added('lifetime: PT1H, idle', 'lifetime: optional, rotation: PT1H, idle')).toEqual([
      expect.stringMatching(/"lifetime: optional"\), but no operation takes "token.expiresAt"/),
      expect.stringMatching(/has a "rotation" time, but no operation rotates it/),
    ]);
  });

  it('only warnings in a document that was not written for it, with line', () => {
    expect(lint(loadText(bare, 'bare.yaml')).map(({ severity }) => severity)).not.toContain('error');
    const found = lint(loadText(bare, 'bare.yaml')).filter(({ message }) =>
      message.includes('path parameter'),
    );
    expect(found[0]).toMatchObject({ severity: 'warning', pointer: '#/paths/~1pets~1{petId}', line: 20 });
  });
});
