import { expect, test } from 'vitest';
import { killRounds } from './kill-rounds.ts';

test('what was acknowledged holds after kill -9 at a random point, ten times over', {
  timeout: 600_000,
}, async () => {
  const figures = await killRounds(10, 20_260_101);
  expect(figures.broken).toEqual([]);
  expect(figures).toMatchObject({ rounds: 10 });
  const { issued, revoked, rotated, people, passwordsChanged, removed } = figures.acknowledged;
  for (const count of [issued, revoked, rotated, people, passwordsChanged, figures.checked])
    expect(count).toBeGreaterThan(10);
  expect(removed).toBeGreaterThan(2);
});
