import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { validateOutput } from '@stoplight/prism-http/dist/validator/index.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Operation } from '../spec/model.ts';
import { type Answered, bench, documentAt, shipped } from './bench.test-data.ts';
import { walk } from './contract-walk.test-data.ts';

/** Everything that the mock says is checked by a judge that is not ours, against the document. */

const madeUp = globSync('*.yaml', { cwd: fileURLToPath(new URL('../spec/made-up/', import.meta.url)) });
const documents = [...shipped, ...madeUp.map((file) => `made-up/${file.replace(/\.yaml$/, '')}`)];

describe.each(documents)('the answers of %s', (path) => {
  test('fit the document, for every operation and every kind of user', async () => {
    const model = documentAt(path);
    const judge = await prismJudge(path);
    const steps = await walk(bench(model), model);
    const problems = steps.flatMap(({ operation, answer, who }) =>
      judge(operation, answer).map((problem) => `${operation.key} as ${who}: ${problem}`),
    );
    expect([...new Set(problems)]).toEqual([]);
    const succeeded = new Set(
      steps.filter(({ answer }) => answer.status < 300).map(({ operation }) => operation.key),
    );
    expect(model.operations.map(({ key }) => key).filter((key) => !succeeded.has(key))).toEqual([]);
  });

  test('have schemas that can be judged at all', () => {
    const ajv = new Ajv2020({ strict: false, logger: false });
    addFormats.default(ajv);
    for (const operation of documentAt(path).operations) {
      for (const answer of operation.responses.values())
        if (answer.schema) expect(() => ajv.compile(answer.schema ?? {})).not.toThrow();
    }
  });
});

test('the judge finds a wrong body, a wrong header and an undeclared status', async () => {
  const judge = await prismJudge('vendors/regen-therapy');
  const operation = documentAt('vendors/regen-therapy').operations.find(
    ({ key }) => key === 'GET /api/v1/orders',
  );
  if (!operation) throw new Error('the document has changed');
  const headers = {
    'content-type': 'application/json',
    'x-ratelimit-limit': 'ten',
    'x-ratelimit-remaining': '1',
    'x-ratelimit-reset': '1',
  };
  const answer = { status: 200, headers, cookies: [], body: undefined, text: '{"success":"yes"}' };
  expect(judge(operation, answer).join(' ')).toMatch(/success.*x-ratelimit-limit/s);
  expect(judge(operation, { ...answer, status: 418 })).toEqual(['undeclared status 418']);
});

type Judge = (operation: Operation, answer: Answered) => readonly string[];

/** Prism's own reading of the document and its own validator, in this process. */
async function prismJudge(path: string): Promise<Judge> {
  const resources = await getHttpOperationsFromSpec(
    fileURLToPath(new URL(`../spec/${path}.yaml`, import.meta.url)),
  );
  return (operation, { status, headers, text }) => {
    const resource = resources.find(
      (entry) => entry.method.toUpperCase() === operation.method && entry.path === operation.path,
    );
    if (!resource) return ['not an operation for the judge'];
    if (!operation.responses.has(status)) return [`undeclared status ${status}`];
    const flat = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    );
    const verdict = validateOutput({
      resource,
      element: { statusCode: status, headers: flat, body: text === '' ? undefined : parsed(text) },
    });
    return 'left' in verdict
      ? verdict.left.map((entry) => `${status} ${entry.path?.join('/')} ${entry.message}`)
      : [];
  };
}

function parsed(text: string): object {
  try {
    return JSON.parse(text);
  } catch {
    return Object(text);
  }
}
