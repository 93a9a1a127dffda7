import { describe, expect, test } from 'vitest';
import { CutShort, ceilingOf, loadCeilingOf, RequestBudget } from './budget.ts';

/** A budget on a clock that only its own waits move. */
function budgetOn(parts: { perSecond?: number; total?: number; stopped?: () => boolean }) {
  let nowMs = 0;
  const { stopped, ...ceiling } = parts;
  const budget = new RequestBudget({
    ceiling,
    now: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms;
    },
    ...(stopped === undefined ? {} : { stopped }),
  });
  return { budget, now: () => nowMs };
}

describe('pace', () => {
  test('requests one after the other keep their distance', async () => {
    const { budget, now } = budgetOn({ perSecond: 4 });
    const at: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      await budget.take();
      at.push(now());
    }
    expect(at).toEqual([0, 250, 500, 750, 1000]);
    expect(budget.pacedMs).toBe(1000);
  });

  test('requests at the same time get turns of their own', async () => {
    const { budget, now } = budgetOn({ perSecond: 2 });
    await Promise.all([budget.take(), budget.take(), budget.take()]);
    expect(now()).toBeGreaterThanOrEqual(1000);
    expect(budget.sent).toBe(3);
  });

  test('what traffic is lent is not spent a second time', async () => {
    const { budget, now } = budgetOn({ perSecond: 20 });
    expect(budget.lend()).toBe(18);
    for (let count = 0; count < 3; count += 1) await budget.take();
    // Two per second are left.
    expect(now()).toBe(1000);
    budget.giveBack();
    await budget.take();
    await budget.take();
    expect(now()).toBe(1550);
  });

  test.each([
    [undefined, undefined],
    [100, 90],
    [5, 4],
    [2, 1],
    [1, 0],
  ])('of %s per second it may have %s', (perSecond, lendable) => {
    const { budget } = budgetOn(perSecond === undefined ? {} : { perSecond });
    expect(budget.lendable).toBe(lendable);
    if (lendable === 0) expect(() => budget.lend()).toThrow(/requests\.perSecond in the target file/);
    else expect(budget.lend()).toBe(lendable);
  });

  test('without a ceiling nothing waits', async () => {
    const { budget, now } = budgetOn({});
    for (let count = 0; count < 100; count += 1) await budget.take();
    expect(now()).toBe(0);
  });

  test('what a limit takes may be out of reach', () => {
    const { budget } = budgetOn({ perSecond: 10 });
    expect([budget.reaches(600, 60), budget.reaches(601, 60)]).toEqual([true, false]);
    expect(budgetOn({}).budget.reaches(1e6, 1)).toBe(true);
  });
});

describe('total', () => {
  test('the request beyond it is refused, with the reason', async () => {
    const { budget } = budgetOn({ total: 2 });
    await budget.take();
    await budget.take();
    await expect(budget.take()).rejects.toThrow(/ceiling of 2 requests is reached.*requests\.total/);
    expect(budget.cutShort).toBe('request-ceiling');
    expect(budget.sent).toBe(2);
  });

  test('what clean-up needs is kept back for it', async () => {
    const { budget } = budgetOn({ total: 4 });
    budget.reserved = 2;
    await budget.take();
    await budget.take();
    await expect(budget.take()).rejects.toThrow(CutShort);
    await budget.cleaningUp(async () => {
      await budget.take();
      await budget.take();
      await expect(budget.take()).rejects.toThrow(CutShort);
    });
  });

  test('a flood claims all of its requests at once or none', () => {
    const { budget } = budgetOn({ total: 10 });
    expect(() => budget.claim(11)).toThrow(CutShort);
    expect(budget.sent).toBe(0);
  });
});

describe('stopping', () => {
  test('nothing is sent after it but clean-up, and that for a bounded time', async () => {
    let isStopped = false;
    const { budget, now } = budgetOn({ stopped: () => isStopped });
    await budget.take();
    isStopped = true;
    await expect(budget.take()).rejects.toThrow('the run was interrupted');
    expect(budget.cutShort).toBe('interrupted');
    await budget.cleaningUp(async () => {
      await budget.take();
      await expect(budget.pause(3_600_000)).rejects.toThrow(/clean-up took more than/);
    });
    expect(now()).toBeLessThan(60_000);
  });

  test('a real wait ends when the run is stopped', async () => {
    let looks = 0;
    const { budget, now } = budgetOn({
      stopped: () => {
        looks += 1;
        return looks > 3;
      },
    });
    await expect(budget.pause(60_000)).rejects.toThrow(CutShort);
    expect(now()).toBeLessThan(1000);
  });
});

test('beyond this machine there is always a rate', () => {
  expect(ceilingOf({ baseUrl: 'http://127.0.0.1:3000' })).toEqual({});
  expect(ceilingOf({ baseUrl: 'https://api.example' })).toEqual({ perSecond: 10 });
  expect(ceilingOf({ baseUrl: 'https://api.example', requests: { perSecond: 50, total: 9 } })).toEqual({
    perSecond: 50,
    total: 9,
  });
  expect(loadCeilingOf({ baseUrl: 'https://api.example', requests: { perSecond: 5000 } }).perSecond).toBe(
    100,
  );
});

test('what is lent of a total leaves room beside it, and comes back where it was not used', () => {
  const { budget } = budgetOn({ total: 100 });
  budget.claim(10);
  budget.reserved = 5;
  const lent = budget.lendTotal() ?? 0;
  expect(lent).toBe(55);
  budget.claim(30);
  expect(() => budget.claim(1)).toThrow('ceiling of 100 requests');
  budget.settleTotal(lent, 20);
  expect(budget.sent).toBe(60);
  expect(budgetOn({}).budget.lendTotal()).toBeUndefined();
  expect(() => budgetOn({ total: 0 }).budget.lendTotal()).toThrow('ceiling of 0 requests');
});
