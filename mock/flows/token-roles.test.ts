import { describe, expect, test } from 'vitest';
import { type Bench, bench, documentAt } from '../bench.test-data.ts';

let mock: Bench;

describe('roles of a token', () => {
  test('its own roles decide, not its maker\u2019s; several add up; its use is shown', async () => {
    mock = bench(documentAt('vendors/regate'));
    const issue = async (roles: readonly string[]) =>
      (await mock.console('POST', '/tokens', { auth: mock.person('claire'), body: { name: 't', roles } }))
        .body;
    const status = async (token: string, path: string) =>
      (await mock.send('GET', path, { auth: `Bearer ${token}` })).status;
    const treasurer = await issue(['Treasurer']);
    expect(treasurer.last_used_at).toBeNull();
    expect(await status(treasurer.token, '/sales_invoices')).toBe(200);
    expect(await status(treasurer.token, '/products')).toBe(403);
    const both = await issue(['Treasurer', 'CFO']);
    expect(await status(both.token, '/products')).toBe(200);
    const list = await mock.console('GET', '/tokens', { auth: mock.person('claire') });
    const shown = list.body.find((entry: { id: string }) => entry.id === treasurer.id);
    expect(Date.parse(shown.last_used_at)).toBeGreaterThan(0);
    expect(await status(treasurer.token, '/analytical_plans/plan-b/cost_centers')).toBe(403);
    expect(await status(both.token, '/analytical_plans/plan-b/cost_centers')).toBe(404);
    expect(await status(both.token, '/analytical_plans/plan-a/cost_centers')).toBe(200);
    expect((await mock.console('GET', '/tokens', { auth: mock.person('bruno') })).text).not.toContain(
      treasurer.id,
    );
  });
});
