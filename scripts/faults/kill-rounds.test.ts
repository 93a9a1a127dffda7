import { expect, test } from 'vitest';
import { killRounds } from './kill-rounds.ts';

test('what was acknowledged holds after kill -9 at a random point, ten times over', {
  timeout: 600_000,
}, async () => {
  const figures = await killRounds(10, 20_260_101);
  expect(figures.broken).toEqual([]);
  expect(figures).toMatchObject({ rounds: 10 });
  for (const count of [figures.issued, figures.revoked, figures.rotated, figures.checked])
    expect(count).toBeGreaterThan(10);
});
