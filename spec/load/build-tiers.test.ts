import { expect, it } from 'vitest';
import { describe } from '../describe.ts';
import { basisOf, citationsOf } from '../facts.ts';
import { loadText } from '../load.ts';

const documentWith = (tiers: string) =>
  loadText(
    `openapi: 3.1.0
info: {title: Small, version: '1'}
servers: [{url: https://api.small.example}]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, x-auth-credential: {}, x-auth-tiers: ${tiers}}
paths: {/notes: {get: {security: [{key: []}], responses: {'200': {description: Notes}}}}}
x-auth-fixtures: {tenants: [north]}
`,
    'small.yaml',
  );

/** Bases of the facts of the first tier, and the line that tells of it. */
function basesIn(tiers: string) {
  const model = documentWith(tiers);
  const [tier] = model.tiers;
  const of = (name: string) => tier && basisOf(model, citationsOf(tier, name));
  const line = describe(model).find((text) => text.startsWith('Tier hour'));
  return { limit: of('limit'), counts: of('counts'), algorithm: of('algorithm'), line };
}

const start = 'Tier hour: requests with key, 9 in 3600 s per credential';

it('takes a default for an assumption, although the tier is cited', () => {
  expect(basesIn('{hour: {limit: 9, window: PT1H, per: credential, x-auth-source: SM-01}}')).toEqual({
    limit: 'stated',
    counts: 'assumed',
    algorithm: 'assumed',
    line: `${start}, fixed-window (assumed), counting all (assumed).`,
  });
});

it('takes for stated what is written, and what is cited by name', () => {
  const written = 'limit: 9, window: PT1H, per: credential, counts: all, algorithm: fixed-window';
  const stated = { limit: 'stated', counts: 'stated', algorithm: 'stated', line: `${start}, fixed-window.` };
  expect(basesIn(`{hour: {${written}, x-auth-source: SM-01}}`)).toEqual(stated);
  const named = '{counts: SM-02, algorithm: SM-03}';
  const tier = `hour: {limit: 9, window: PT1H, per: credential, x-auth-source: SM-01}`;
  expect(basesIn(`{${tier.replace('SM-01', '{limit: SM-01, counts: SM-02, algorithm: SM-03}')}}`)).toEqual(
    stated,
  );
  expect(basesIn(`{${tier}, x-auth-source: ${named}}`)).toEqual(stated);
});

it('leaves a document that never cites its own source', () => {
  expect(basesIn('{hour: {limit: 9, window: PT1H, per: credential}}')).toEqual({
    limit: 'stated',
    counts: 'stated',
    algorithm: 'stated',
    line: `${start}, fixed-window.`,
  });
});
