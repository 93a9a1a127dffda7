import { expect, test } from 'vitest';
import { type ExchangeSketch, exchange, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { httpNoCredentialsInUrl } from './http-no-credentials-in-url.ts';

const model = tinyModel();
const revocation = {
  method: 'DELETE',
  operation: 'DELETE /desk/tokens/{id}',
  presented: [{ scheme: 'person', credential: 'person:ada', form: 'documented' }],
};
const bySecret: ExchangeSketch = { ...revocation, step: 'revoke-by-value', path: '/desk/tokens/⟦token#1⟧' };
const unknown = (status: number): ExchangeSketch => ({
  ...revocation,
  step: 'revoke-unknown',
  path: '/desk/tokens/nothing',
  status,
});

test.each<[string, number, string]>([
  ['is read where unknown ids are refused', 404, 'violated'],
  ['says nothing where any id gets a yes', 200, 'holds'],
])('a secret in the place of an id %s', (_, status, verdict) => {
  expect(
    verdicts(httpNoCredentialsInUrl, model, exchange(1, unknown(status)), exchange(2, bySecret)),
  ).toContain(`DELETE /desk/tokens/{id}: ${verdict}`);
});
