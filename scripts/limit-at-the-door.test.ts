import { expect, test } from 'vitest';
import { startMock } from '../mock/index.ts';
import { loadText } from '../spec/load.ts';
import { unauthenticatedFlood } from '../suites/experiments/unauthenticated-flood.ts';
import { rlUnauthThrottled } from '../suites/rules/rate-limits/rl-unauth-throttled.ts';
import { SuiteRun } from '../suites/suite-run.ts';
import { defaultTarget } from '../suites/target.ts';
import { tool } from './tool.ts';

/** All requests of an address are counted, those with which a key is come by too. */
const model = loadText(
  `
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
x-auth-tiers: {door: {limit: 6, window: PT1M, per: address}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-API-Key, x-auth-credential: {}}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
paths:
  /books:
    get: {security: [{key: []}], responses: {'200': {description: Books}, '401': {description: Who?}, '429': {description: Slow}}}
  /keys:
    post:
      x-auth-operation: {issue: key}
      security: [{person: []}]
      responses:
        '201':
          description: Made
          content: {application/json: {schema: {type: object, required: [key], properties: {key: {type: string, minLength: 40, x-auth-field: key.secret}}}}}
        '401': {description: Who?}
        '429': {description: Slow}
x-auth-fixtures: {tenants: [north], users: {lena: {tenant: north}}}
`,
  'library.yaml',
);

test('what it took to come by the key is not part of the flood', async () => {
  const mock = await startMock(model, { port: 0, controlPort: 0 });
  try {
    const { url, consoleUrl, control } = mock;
    const run = new SuiteRun(model, defaultTarget({ baseUrl: url, consoleUrl, control }));
    await run.runExperiment(unauthenticatedFlood);
    const { rules, history } = run.conclude({
      rules: [rlUnauthThrottled],
      strict: true,
      embedded: true,
      tool,
    });
    const sent = history.events.filter((event) => event.kind === 'exchange').map(({ step }) => step);
    expect(sent.indexOf('before')).toBeGreaterThan(0);
    expect(
      rules.flatMap(({ verdicts }) => verdicts.map(({ case: name, outcome }) => `${name}: ${outcome}`)),
    ).toEqual(['door: wrong keys: pass', 'door: the right key: pass']);
  } finally {
    await mock.close();
  }
});
