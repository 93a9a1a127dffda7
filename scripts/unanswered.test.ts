import { describe, expect, test } from 'vitest';
import { resolveSpec } from '../spec/catalogue.ts';
import type { Exchange, ExchangeRole, History } from '../spec/history.ts';
import { loadFile } from '../spec/load.ts';
import { experiments } from '../suites/experiments/index.ts';
import { judge } from '../suites/judging/judge.ts';
import { rules } from '../suites/rules/index.ts';
import { runEmbedded } from './embedded-run.ts';

/** Rules that must not take silence for a refusal, nor for nothing having happened. */
const silenceIsNoPass = new Set([
  'http-unknown-method',
  'authz-path-variants',
  'refresh-atomic',
  'expiry-not-client-set',
  'authz-owner-from-caller',
  'authz-field-level',
  'tenant-from-client-ignored',
  'membership-needed',
  'authz-nested-like-parent',
  'authz-denied-has-no-side-effect',
  'http-denied-has-no-side-effect',
  'cors-no-reflect-credentials',
  'http-options-preflight-open-but-empty',
  'http-trace-disabled',
  'http-authn-before-everything',
  'management-denied-has-no-effect',
  'authz-decision-uniform-across-encodings',
  'http-404-hiding-is-consistent',
  'login-no-user-enumeration',
  'one-user-per-token',
  'tenant-odd-ids-closed',
]);

/** Where reaching a limit is the point, a 429 is an answer like any other. */
const aboutLimits = /limit/;

/** What may come in place of an answer, as if the exchange had ended so. */
const lost: Readonly<Record<string, (exchange: Exchange) => Exchange>> = {
  'a timeout': timedOut,
  '503': (exchange) => answeredWith(exchange, 503),
  '429': (exchange) => (aboutLimits.test(exchange.experiment) ? exchange : answeredWith(exchange, 429)),
};

function timedOut({ response: _, ...exchange }: Exchange): Exchange {
  return { ...exchange, failure: { kind: 'timeout', message: 'no answer within 10 s' } };
}

/** Fields that every answer has, such as Date and limit counters, stay as they were: they have rules of their own. */
function answeredWith(exchange: Exchange, status: number): Exchange {
  const { response } = exchange;
  if (response?.dateMs === undefined) return timedOut(exchange);
  const headers = response.headers.filter(
    ([name]) => !/^(?:content-type|content-length|www-authenticate|location|retry-after)$/i.test(name),
  );
  return {
    ...exchange,
    response: {
      ...response,
      status,
      headers: [...headers, ['Content-Type', 'application/json'], ['Retry-After', '1']],
      body: JSON.stringify({ message: 'later' }),
    },
  };
}

function without(
  history: History,
  roles: readonly ExchangeRole[],
  loss: (exchange: Exchange) => Exchange,
): History {
  const events = history.events.map((event) =>
    event.kind === 'exchange' && roles.includes(event.role) ? loss(event) : event,
  );
  return { ...history, events };
}

describe.each(['codat', 'bezala', 'regen-therapy'])('nothing follows from silence: %s', async (name) => {
  const model = loadFile(resolveSpec(name));
  const run = await runEmbedded({ model, rules, experiments, strict: false });
  const passed = new Set(run.rules.filter(({ outcome }) => outcome === 'pass').map(({ rule }) => rule));
  // Where 429 is declared with a body of its own, a made-up one would rightly fail for its shape.
  const possible = Object.entries(lost).filter(([what]) => what !== '429' || model.tiers.length === 0);
  const variants = possible.flatMap(([what, loss]) =>
    (
      [
        ['every probe', ['probe']],
        ['every read-back', ['read-back']],
        ['every probe and read-back', ['probe', 'read-back']],
      ] satisfies readonly (readonly [string, readonly ExchangeRole[]])[]
    ).map(([part, roles]) => ({ what, part, roles, loss })),
  );

  test.each(variants)('$what for $part', ({ roles, loss }) => {
    const judged = judge(model, without(run.history, roles, loss), rules, { strict: false });
    const failed = judged
      .filter(({ level, outcome }) => level === 'MUST' && ['fail', 'error'].includes(outcome))
      .flatMap(({ verdicts }) => verdicts.filter(({ outcome }) => ['fail', 'error'].includes(outcome)))
      .map(({ rule, case: label, observed }) => `${rule} [${label}]: ${observed}`);
    expect(failed).toEqual([]);
    if (!roles.some((role) => role === 'probe')) return;
    const still = judged
      .filter(({ rule, outcome }) => outcome === 'pass' && passed.has(rule) && silenceIsNoPass.has(rule))
      .map(({ rule }) => rule);
    expect(still).toEqual([]);
  });

  test('without any traffic no rule passes', () => {
    const judged = judge(model, { ...run.history, events: [] }, rules, { strict: false });
    expect(judged.filter(({ outcome }) => outcome === 'pass').map(({ rule }) => rule)).toEqual([]);
  });
});
