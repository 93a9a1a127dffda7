import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../../spec/history.ts';
import { fact, history } from '../../judging/history.test-data.ts';
import { View } from '../../judging/view.ts';
import type { Rule } from '../../rule.ts';
import { keyLimitAtomic } from './key-limit-atomic.ts';
import { keyLimitBelowWorks } from './key-limit-below-works.ts';
import { keyLimitExact } from './key-limit-exact.ts';
import { keyLimitPerTenant } from './key-limit-per-tenant.ts';
import { keyLimitRefusalHarmless } from './key-limit-refusal-harmless.ts';
import { keyLimitSlotReusable } from './key-limit-slot-reusable.ts';
import { keyLimitStatus } from './key-limit-status.ts';
import { keyReplaceWorks } from './key-replace-works.ts';
import { lastKeyAtomic } from './last-key-atomic.ts';
import { lastKeyByCount } from './last-key-by-count.ts';
import { lastKeyUndeletable } from './last-key-undeletable.ts';
import { tenantStartsWithMinimum } from './tenant-starts-with-minimum.ts';
import { desk, entry, judgesBothWays, listOf, token, tools, workshop } from './workshop.test-data.ts';

const issue = (seq: number, step: string, status: number, sketch = {}) =>
  desk(seq, `key-maximum/${step}`, 'POST /tokens', status, { case: 'token: POST /tokens', ...sketch });
const remove = (seq: number, step: string, status: number, sketch = {}) =>
  desk(seq, `key-minimum/${step}`, 'DELETE /tokens/{id}', status, {
    case: 'token: DELETE /tokens/{id}',
    ...sketch,
  });
const last = issue(1, 'fill', 201);
const second = remove(1, 'delete-second', 204);
const count = (seq: number, at: string, number: number) =>
  desk(seq, at, 'GET /tokens', 200, {
    case: 'token',
    body: listOf(...Array.from({ length: number }, (_, index) => entry(`t${index}`))),
  });
const parallel = (...statuses: readonly number[]) =>
  statuses.map((status, index) => issue(index + 1, 'parallel', status, { case: `token ${index}` }));
const bothGone = (first: number, then: number) => [
  remove(1, 'parallel-delete', first),
  remove(2, 'parallel-delete', then),
  tools(3, 'key-minimum/after-parallel-delete', first === 204 ? 401 : 200),
  tools(4, 'key-minimum/after-parallel-delete', then === 204 ? 401 : 200),
];

describe('how many there may be', () => {
  judgesBothWays([
    {
      rule: keyLimitExact,
      holds: [last, issue(2, 'beyond', 409, { control: 1 })],
      violated: [last, issue(2, 'beyond', 201, { control: 1 })],
    },
    { rule: keyLimitStatus, holds: [issue(2, 'beyond', 409)], violated: [issue(2, 'beyond', 400)] },
    { rule: keyLimitBelowWorks, holds: [last], violated: [issue(1, 'fill', 409)] },
    {
      rule: keyLimitRefusalHarmless,
      holds: [tools(1, 'key-maximum/use-full', 200)],
      violated: [tools(1, 'key-maximum/use-full', 401)],
    },
    {
      rule: keyLimitRefusalHarmless,
      holds: [count(1, 'key-maximum/count-full', 3)],
      violated: [count(1, 'key-maximum/count-full', 4)],
    },
    {
      rule: keyLimitRefusalHarmless,
      holds: [issue(2, 'beyond', 409)],
      violated: [issue(2, 'beyond', 409, { body: '{"token":"⟦token#9⟧"}' })],
    },
    {
      rule: keyLimitSlotReusable,
      holds: [issue(1, 'slot-freed', 201)],
      violated: [issue(1, 'slot-freed', 409)],
    },
    { rule: keyLimitPerTenant, holds: [issue(1, 'elsewhere', 201)], violated: [issue(1, 'elsewhere', 409)] },
    {
      rule: keyLimitAtomic,
      holds: [...parallel(201, 409), count(3, 'key-maximum/count-parallel', 3)],
      violated: parallel(201, 201),
    },
    {
      rule: keyLimitAtomic,
      holds: parallel(409, 201),
      violated: [...parallel(201, 409), count(3, 'key-maximum/count-parallel', 4)],
    },
    {
      rule: tenantStartsWithMinimum,
      holds: [count(1, 'key-minimum/count-initial', 1)],
      violated: [count(1, 'key-minimum/count-initial', 2)],
    },
    {
      rule: tenantStartsWithMinimum,
      holds: [tools(1, 'key-minimum/initial-works', 200)],
      violated: [tools(1, 'key-minimum/initial-works', 401)],
    },
    {
      rule: lastKeyUndeletable,
      holds: [second, remove(2, 'delete-last', 409, { control: 1 })],
      violated: [second, remove(2, 'delete-last', 204, { control: 1 })],
    },
    {
      rule: lastKeyUndeletable,
      holds: [tools(1, 'key-minimum/last-works', 200)],
      violated: [tools(1, 'key-minimum/last-works', 401)],
    },
    {
      rule: lastKeyByCount,
      holds: [second, remove(2, 'delete-last-self', 409, { control: 1 })],
      violated: [remove(2, 'self-delete', 409)],
    },
    { rule: lastKeyAtomic, holds: bothGone(204, 409), violated: bothGone(204, 204) },
    {
      rule: keyReplaceWorks,
      holds: [remove(1, 'replace-delete', 204), tools(2, 'key-minimum/replacement-works', 200)],
      violated: [remove(1, 'replace-delete', 409)],
    },
    {
      rule: keyReplaceWorks,
      holds: [
        tools(1, 'key-minimum/initial-works', 200),
        tools(2, 'key-minimum/replaced-old', 401, { control: 1 }),
      ],
      violated: [
        tools(1, 'key-minimum/initial-works', 200),
        tools(2, 'key-minimum/replaced-old', 200, { control: 1 }),
      ],
    },
  ]);
});

/** Verdicts on a target without a control plane, where a tenant may hold what others made. */
function onSharedGround(rule: Rule, ...events: readonly HistoryEvent[]): readonly string[] {
  const alone = history(...events);
  const shared = { ...alone, target: { ...alone.target, control: false } };
  return rule.judge(new View(workshop(), shared)).map(({ verdict }) => verdict);
}

describe('on ground that others share, only differences count', () => {
  const full = (start: number, then: number) => [
    count(1, 'key-maximum/count-start', start),
    issue(2, 'fill', 201),
    issue(3, 'beyond', 409),
    count(4, 'key-maximum/count-full', then),
  ];
  test('key-limit-refusal-harmless', () => {
    expect(onSharedGround(keyLimitRefusalHarmless, ...full(4, 5))).toEqual(['holds', 'holds']);
    expect(onSharedGround(keyLimitRefusalHarmless, ...full(4, 4))).toEqual(['holds', 'violated']);
    expect(onSharedGround(keyLimitRefusalHarmless, count(4, 'key-maximum/count-full', 5))).toEqual([
      'untestable',
    ]);
  });

  test('key-limit-atomic', () => {
    const atOnce = (then: number) => [
      count(1, 'key-maximum/count-full', 5),
      token(2, 'key-maximum', 1),
      fact(3, { experiment: 'key-maximum', fact: 'ended', credential: 'token#1', cause: 'revoke' }),
      issue(4, 'parallel', 201, { case: 'token 0' }),
      issue(5, 'parallel', 409, { case: 'token 1' }),
      count(6, 'key-maximum/count-parallel', then),
    ];
    expect(onSharedGround(keyLimitAtomic, ...atOnce(5))).toEqual(['holds']);
    expect(onSharedGround(keyLimitAtomic, ...atOnce(6))).toEqual(['violated']);
  });

  test('tenant-starts-with-minimum', () => {
    const judged = (number: number) =>
      onSharedGround(tenantStartsWithMinimum, count(1, 'key-minimum/count-initial', number));
    expect([judged(1), judged(2), judged(0)].flat()).toEqual(['holds', 'untestable', 'violated']);
  });
});
