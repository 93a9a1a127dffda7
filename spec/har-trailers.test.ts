import { expect, test } from 'vitest';
import { historyFromHar, toHar } from './har.ts';
import { answer, exchange, history } from './history.test-data.ts';

test('trailers survive the round trip, and their absence does', () => {
  const full = history([
    exchange(1, { response: { ...answer(200, 'x'), trailers: [['RateLimit', '"a";r=1']] } }),
    exchange(2),
  ]);
  const har = toHar(full);
  expect(historyFromHar(JSON.stringify(har), 'run.har')).toEqual(full);
  expect(har.log.entries[0]?.response.headers.map(({ name }) => name)).not.toContain('RateLimit');
});

test('a trailer that is no pair of name and value is refused', () => {
  const har = JSON.parse(JSON.stringify(toHar(history([exchange(1)]))));
  har.log.entries[0]._authproof.trailers = ['RateLimit'];
  expect(() => historyFromHar(JSON.stringify(har), 'run.har')).toThrow(/trailers/);
});
