import { describe, expect, test } from 'vitest';
import { exchange, findingsOf, tinyDocument, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { errorsRules } from './index.ts';

const model = tinyModel();
const ruleOf = (id: string) => errorsRules.find((rule) => rule.id === id)!;
const outcome = (id: string, sketch: Parameters<typeof exchange>[1]) =>
  findingsOf(ruleOf(id), model, exchange(1, sketch)).map(({ verdict }) => verdict);
const typed = (type: string, body: string, status = 401) => ({
  status,
  body,
  headers: [['Content-Type', type]] as const,
});
const json = 'application/json; charset=utf-8';

describe('rules on error bodies', () => {
  test.each([
    ['{"message":"Unauthorized"}', 'holds'],
    ['{"stack":"Error: no\\n    at find (/srv/app/books.js:12:7)"}', 'violated'],
    ['{"message":"syntax error at or near SELECT"}', 'violated'],
    ['Traceback (most recent call last):', 'violated'],
    ['<hr><center>nginx/1.27.1</center>', 'violated'],
  ])('err-no-internals: %s %s', (body, verdict) => {
    expect(outcome('err-no-internals', typed(json, body))).toEqual([verdict]);
  });

  test('err-json-when-json', () => {
    expect(outcome('err-json-when-json', typed(json, '{}'))).toEqual(['holds']);
    expect(outcome('err-json-when-json', typed('text/html', '<h1>No</h1>'))).toEqual(['violated']);
    expect(outcome('err-json-when-json', { status: 401 })).toEqual(['noted']);
  });

  test('http-content-type-correct', () => {
    expect(outcome('http-content-type-correct', typed('application/problem+json', '{}'))).toEqual(['holds']);
    expect(outcome('http-content-type-correct', typed('text/html', '{"a":1}'))).toEqual(['violated']);
    expect(outcome('http-content-type-correct', typed('application/json', 'no'))).toEqual(['violated']);
    expect(outcome('http-content-type-correct', { body: 'x' })).toEqual(['violated']);
    expect(outcome('http-content-type-correct', {})).toEqual([]);
  });

  test('err-body-status-matches', () => {
    expect(outcome('err-body-status-matches', typed(json, '{"StatusCode":401}'))).toEqual(['holds']);
    expect(outcome('err-body-status-matches', typed(json, '{"errors":[{"status":"401"}]}'))).toEqual([
      'holds',
    ]);
    expect(outcome('err-body-status-matches', typed(json, '{"error":{"statusCode":400}}', 409))).toEqual([
      'violated',
    ]);
    expect(outcome('err-body-status-matches', typed(json, '{"status":"error"}'))).toEqual(['noted']);
  });

  test('err-problem-json', () => {
    const problem = 'application/problem+json';
    expect(outcome('err-problem-json', typed(problem, '{"type":"about:blank","status":401}'))).toEqual([
      'holds',
    ]);
    expect(outcome('err-problem-json', typed(problem, '{"status":"401"}'))).toEqual(['violated']);
    expect(outcome('err-problem-json', typed(problem, '{"title":7}'))).toEqual(['violated']);
    expect(ruleOf('err-problem-json').applies(model)).not.toBe(true);
  });

  test('err-uniform-401', () => {
    const judged = (body: string, form = "right id, another key's secret", unknown = '{}') =>
      verdicts(
        ruleOf('err-uniform-401'),
        model,
        exchange(1, {
          experiment: 'malformed-credentials',
          step: 'unknown',
          case: 'token: never issued',
          status: 401,
          body: unknown,
          detail: { scheme: 'token' },
        }),
        exchange(2, {
          experiment: 'malformed-credentials',
          step: 'pair-parts',
          case: `token: ${form}`,
          status: 401,
          body,
          detail: { scheme: 'token' },
        }),
      );
    expect(judged('{}')).toContain("token: right id, another key's secret: holds");
    expect(judged('{"hint":"wrong secret"}')).toContain("token: right id, another key's secret: violated");
    const ever = (id: string) => JSON.stringify({ requestId: id });
    expect(judged(ever('a'), undefined, ever('b'))).toContain("token: right id, another key's secret: holds");
    expect(judged('{"hint":"too short"}', 'id only')).not.toContain('token: id only: violated');
  });
});

describe('the document as a contract', () => {
  const books = (body: string, more: Parameters<typeof exchange>[1] = {}) => ({
    ...typed(json, body, 200),
    ...more,
  });
  test.each<[string, Parameters<typeof exchange>[1], readonly string[]]>([
    ['fits', books('[{"id":"1","title":"Dune"}]'), ['holds']],
    ['lacks a member', books('[{"id":"1"}]'), ['violated']],
    ['has another type', books('{"books":[]}'), ['violated']],
    ['is of another media type', typed('text/plain', '[]', 200), ['violated']],
    [
      'was asked for in an odd form',
      books('{}', { presented: [{ scheme: 'token', form: 'truncated' }] }),
      ['noted'],
    ],
    ['was asked for at another path', books('{}', { path: '/BOOKS' }), ['noted']],
  ])('response-matches-document: an answer that %s', (_, sketch, expected) => {
    expect(outcome('response-matches-document', sketch)).toEqual(expected);
  });

  test('a secret is not compared with its schema', () => {
    const body = (token: string) => ({
      ...typed(json, `{"id":"1","name":"CI","roles":["Reader"],"token":${token}}`, 201),
      operation: 'POST /desk/tokens',
      method: 'POST',
      path: '/desk/tokens',
    });
    expect(outcome('response-matches-document', body('"⟦token#1⟧"'))).toEqual(['holds']);
    expect(outcome('response-matches-document', body('"short"'))).toEqual(['violated']);
  });

  test.each([
    ['application/xml', ['noted']],
    ['text/csv; charset=utf-8', ['noted']],
    ['image/png', ['violated']],
  ])('where an answer may be XML or any text beside JSON, %s is %j', (mediaType, expected) => {
    const model = tinyModel();
    const others = { otherMediaTypes: ['application/xml', 'text/*'] };
    const several = {
      ...model,
      operations: model.operations.map((operation) => ({
        ...operation,
        responses: new Map([...operation.responses].map(([status, one]) => [status, { ...one, ...others }])),
      })),
    };
    const found = verdicts(
      ruleOf('response-matches-document'),
      several,
      exchange(1, typed(mediaType, 'x', 401)),
    );
    expect(found.map((one) => one.replace(/^.*: /, ''))).toEqual(expected);
  });

  test('a required header must be there', () => {
    const strict = tinyModel(
      tinyDocument.replace('headers: {WWW-Authenticate: {', 'headers: {WWW-Authenticate: {required: true, '),
    );
    const found = verdicts(
      ruleOf('response-matches-document'),
      strict,
      exchange(1, typed(json, '{"message":"no"}')),
    );
    expect(found).toEqual(['GET /books → 401: violated']);
  });

  test('response-status-declared', () => {
    expect(outcome('response-status-declared', { status: 403 })).toEqual(['holds']);
    expect(outcome('response-status-declared', { status: 203 })).toEqual(['violated']);
    expect(outcome('response-status-declared', { status: 429 })).toEqual([]);
  });
});
