import { expect, test } from 'vitest';
import { findingsOf } from '../../judging/history.test-data.ts';
import { disableEffective } from './disable-effective.ts';
import { lifetimeEnforced } from './lifetime-enforced.ts';
import { revokeImmediate } from './revoke-immediate.ts';
import { tools, workshop } from './workshop.test-data.ts';

const saidOnly = 'that it worked before only the target file says';

test.each([
  ['revoked', revokeImmediate],
  ['expired', lifetimeEnforced],
  ['disabled', disableEffective],
] as const)(
  'a credential that the tester calls %s: judged, and told that nobody saw it work',
  (state, rule) => {
    const judged = (status: number) =>
      findingsOf(
        rule,
        workshop(),
        tools(1, 'ended-credentials/living', 200),
        tools(2, `ended-credentials/ended-${state}`, status, { control: 1 }),
      );
    expect(judged(401).map(({ verdict }) => verdict)).toEqual(['holds']);
    expect(judged(200).map(({ verdict }) => verdict)).toEqual(['violated']);
    for (const { observed } of [...judged(401), ...judged(200)]) expect(observed).toContain(saidOnly);
  },
);

test('of a credential that the run itself ended nothing of the kind is said', () => {
  const [found] = findingsOf(
    revokeImmediate,
    workshop(),
    tools(1, 'revoke-and-watch/before', 200),
    tools(2, 'revoke-and-watch/after-revoke', 401, { control: 1 }),
  );
  expect(found?.verdict).toBe('holds');
  expect(found?.observed).not.toContain(saidOnly);
});
