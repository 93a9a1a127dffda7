import { describe, expect, test } from 'vitest';
import { exchange, tinyDocument, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import type { Rule } from '../../rule.ts';
import { authenticationRules } from '../authentication/index.ts';
import { headerFormatsRules } from './index.ts';

const model = tinyModel();
const rules: readonly Rule[] = [...headerFormatsRules, ...authenticationRules];
const ruleOf = (id: string): Rule => rules.find((rule) => rule.id === id)!;

/** A good credential, then one in some form, of one scheme of the library. */
function findingOf(
  id: string,
  experiment: string,
  step: string,
  scheme: string,
  status: number,
  controlStatus = 200,
): string | undefined {
  const found = verdicts(
    ruleOf(id),
    model,
    exchange(1, { experiment, step: 'control', role: 'control', case: scheme, status: controlStatus }),
    exchange(2, {
      experiment,
      step,
      case: `${scheme}: x`,
      control: 1,
      status,
      transport: 'raw',
      detail: { scheme },
    }),
  );
  return found
    .find((text) => text.startsWith(`${scheme}: x`))
    ?.split(': ')
    .at(-1);
}

const malformed = 'malformed-credentials';
const channels = 'cross-channel';

describe('forms that must be refused', () => {
  test.each([
    ['http-duplicate-authorization', malformed, 'duplicate-lines', 'token'],
    ['apikey-duplicate-header', malformed, 'duplicate-lines', 'key'],
    ['http-comma-joined-credentials', malformed, 'comma-joined', 'token'],
    ['bearer-wrong-scheme-rejected', malformed, 'wrong-scheme', 'token'],
    ['basic-wrong-scheme-rejected', malformed, 'wrong-scheme', 'person'],
    ['http-credentials-grammar-refused', malformed, 'punctuated', 'token'],
    ['bearer-empty-token', malformed, 'empty', 'token'],
    ['credential-empty-refused', malformed, 'empty', 'key'],
    ['bearer-literal-junk', malformed, 'junk', 'token'],
    ['credential-junk-refused', malformed, 'junk', 'key'],
    ['http-ctl-in-field', malformed, 'control-characters', 'token'],
    ['http-oversized-credentials', malformed, 'oversized', 'token'],
    ['basic-colonless', malformed, 'basic-colon', 'person'],
    ['basic-control-chars', malformed, 'basic-control', 'person'],
    ['basic-strict-base64', malformed, 'basic-base64', 'person'],
    ['basic-raw-not-accepted', malformed, 'basic-raw', 'person'],
    ['basic-double-encoding', malformed, 'basic-double', 'person'],
    ['bearer-invalid-token-401', malformed, 'unknown', 'token'],
    ['credential-unknown-401', malformed, 'unknown', 'key'],
    ['bearer-exact-match', malformed, 'altered', 'token'],
    ['credential-exact-match', malformed, 'altered', 'key'],
    ['bearer-query-not-accepted', channels, 'in-query', 'token'],
    ['bearer-body-only-form-and-not-get', channels, 'in-body', 'token'],
    ['bearer-cookie-not-accepted', channels, 'in-cookie', 'token'],
    ['bearer-field-not-accepted', channels, 'in-field', 'token'],
    ['apikey-header-only', channels, 'in-query', 'key'],
    ['basic-header-only', channels, 'in-cookie', 'person'],
    ['apikey-cross-channel', channels, 'other-scheme', 'token'],
    ['http-proxy-authorization-not-accepted', channels, 'in-proxy-field', 'token'],
    ['http-conditional-and-range-need-auth', 'conditional-requests', 'without-credential', 'token'],
    ['forwarded-headers-not-trusted', 'forwarded-identity', 'claimed-identity', 'token'],
    ['authz-path-variants', 'path-variants', 'without-credential', 'token'],
    ['http-unknown-method', 'odd-methods', 'unknown-method', 'token'],
  ])('%s', (id, experiment, step, scheme) => {
    expect(findingOf(id, experiment, step, scheme, 401)).toBe('holds');
    expect(findingOf(id, experiment, step, scheme, 200)).toBe('violated');
    expect(findingOf(id, experiment, step, scheme, 500)).toBe('violated');
  });

  test('a refusal proves nothing if the good credential was refused too', () => {
    expect(findingOf('bearer-exact-match', malformed, 'altered', 'token', 401, 401)).toBe('untestable');
    expect(findingOf('http-scheme-case-insensitive', malformed, 'scheme-case', 'token', 401, 401)).toBe(
      'untestable',
    );
  });

  test('a token that was never issued may be refused with any 4xx where the document declares none', () => {
    const bare = tinyModel(tinyDocument.replaceAll(/ +'401': .*\n/g, ''));
    const judged = (one: typeof model, status: number) =>
      verdicts(
        ruleOf('bearer-invalid-token-401'),
        one,
        exchange(1, { experiment: malformed, step: 'control', role: 'control', case: 'token' }),
        exchange(2, {
          experiment: malformed,
          step: 'unknown',
          case: 'token: x',
          control: 1,
          status,
          detail: { scheme: 'token' },
        }),
      );
    expect(judged(model, 403)).toEqual(['token: x: violated']);
    expect(judged(bare, 404)).toEqual(['token: x: holds']);
    expect(judged(bare, 200)).toEqual(['token: x: violated']);
    expect(judged(bare, 302)).toEqual(['token: x: violated']);
  });

  test('basic-colonless: a colonless form departs where it is accepted, else nothing is known', () => {
    const colonless = tinyModel(
      tinyDocument
        .replace(
          'X-API-Key, x-auth-credential: {}}',
          'X-API-Key, x-auth-credential: {}}\n    pass: {type: http, scheme: basic, x-auth-credential: {value: "{secret}"}}',
        )
        .replace('{key: []}]', '{key: []}, {pass: []}]'),
    );
    const judged = (status: number) =>
      verdicts(
        ruleOf('basic-colonless'),
        colonless,
        exchange(1, { experiment: malformed, step: 'control', role: 'control', case: 'pass', status }),
      );
    expect(judged(200)).toContain('pass: documented form: violated');
    expect(judged(401)).toContain('pass: documented form: untestable');
  });

  test('a scheme that was not tried is untestable, not passed', () => {
    expect(verdicts(ruleOf('bearer-exact-match'), model)).toEqual(['token: untestable']);
  });

  test('the same line twice is only noted', () => {
    const found = verdicts(
      ruleOf('http-duplicate-authorization'),
      model,
      exchange(1, { experiment: malformed, step: 'control', role: 'control', case: 'token' }),
      exchange(2, {
        experiment: malformed,
        step: 'duplicate-lines',
        case: 'token: the same twice',
        control: 1,
        detail: { scheme: 'token' },
      }),
    );
    expect(found).toContain('token: the same twice: noted');
  });

  test('a closed connection refuses what is too large', () => {
    const found = verdicts(
      ruleOf('http-oversized-credentials'),
      model,
      exchange(1, { experiment: malformed, step: 'control', role: 'control', case: 'token' }),
      exchange(2, {
        experiment: malformed,
        step: 'oversized',
        case: 'token: 64 KiB',
        control: 1,
        status: 0,
        transport: 'raw',
        failure: { kind: 'reset', message: '' },
      }),
    );
    expect(found).toContain('token: 64 KiB: holds');
  });
});

describe('forms that must be accepted', () => {
  test.each([
    ['http-scheme-case-insensitive', 'scheme-case', 'token'],
    ['http-field-name-case-insensitive', 'field-name-case', 'key'],
    ['http-credentials-1sp', 'two-spaces', 'token'],
    ['http-ows-trimmed', 'outer-whitespace', 'token'],
    ['http-good-after-bad', 'still-works', 'key'],
  ])('%s', (id, step, scheme) => {
    expect(findingOf(id, malformed, step, scheme, 200)).toBe('holds');
    expect(findingOf(id, malformed, step, scheme, 401)).toBe('violated');
  });

  test.each([
    ['basic-first-colon-split', 'with-colon', 200, 'holds'],
    ['basic-first-colon-split', 'with-colon', 401, 'violated'],
    ['basic-first-colon-split', 'cut-at-colon', 200, 'violated'],
    ['basic-utf8', 'beyond-ascii', 200, 'holds'],
    ['basic-utf8', 'beyond-ascii', 401, 'violated'],
  ])('%s: %s answered %i %s', (id, step, status, expected) => {
    expect(
      verdicts(
        ruleOf(id),
        model,
        exchange(1, { experiment: 'basic-passwords', step: 'change-password', role: 'setup', status: 204 }),
        exchange(2, { experiment: 'basic-passwords', step, case: step, control: 1, status }),
      ),
    ).toEqual([`${step}: ${expected}`]);
  });
});
