import { describe, expect, test } from 'vitest';
import { resolveSpec } from '../spec/catalogue.ts';
import type { Exchange, History } from '../spec/history.ts';
import { loadFile } from '../spec/load.ts';
import { experiments } from '../suites/experiments/index.ts';
import { judge } from '../suites/judging/judge.ts';
import { rules } from '../suites/rules/index.ts';
import { runEmbedded } from './embedded-run.ts';

/** Rules that once took silence for a refusal, or for nothing having happened. */
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
]);

const lost = {
  'a timeout': (exchange: Exchange): Exchange => {
    const { response: _, ...rest } = exchange;
    return { ...rest, failure: { kind: 'timeout', message: 'no answer within 10 s' } };
  },
  '503': (exchange: Exchange): Exchange => ({
    ...exchange,
    response: { status: 503, headers: [['content-length', '0']], body: '' },
  }),
  '429': (exchange: Exchange): Exchange => ({
    ...exchange,
    response: { status: 429, headers: [['content-length', '0'], ['retry-after', '1']], body: '' },
  }),
};

const roles = {
  'every probe': ['probe'],
  'every read-back': ['read-back'],
  'every probe and read-back': ['probe', 'read-back'],
} satisfies Record<string, readonly Exchange['role'][]>;

function without(history: History, which: readonly string[], how: (exchange: Exchange) => Exchange): History {
  return {
    ...history,
    events: history.events.map((event) =>
      event.kind === 'exchange' && which.includes(event.role) ? how(event) : event,
    ),
  };
}

describe.each(['codat', 'bezala', 'regen-therapy', 'regate', 'cutover'])('%s', async (name) => {
  const model = loadFile(resolveSpec(name));
  const run = await runEmbedded({ model, rules, experiments, strict: false });
  const passed = run.rules.filter(({ outcome }) => outcome === 'pass').map(({ rule }) => rule);
  for (const [what, how] of Object.entries(lost))
    for (const [part, which] of Object.entries(roles))
      test(`${what} for ${part}`, () => {
        const judged = judge(model, without(run.history, which, how), rules, { strict: false });
        const failed = judged.flatMap((one) =>
          one.level === 'MUST' && one.outcome === 'fail' ? one.verdicts.filter(v=>v.outcome==='fail').slice(0,1).map(v=>`${v.rule} [${v.case}] ${v.observed}`) : []);
        const still = judged.filter(({ rule, outcome }) => silenceIsNoPass.has(rule) && passed.includes(rule) && outcome === 'pass').map(({ rule }) => rule);
        const all = judged.filter(o=>o.outcome==='pass' && o.verdicts.some(v=>v.evidence.some(s=>{const e=run.history.events.find(x=>x.seq===s); return e?.kind==='exchange' && (which as readonly string[]).includes(e.role)}))).map(o=>o.rule);
        process.stdout.write(`=== ${name} ${what} ${part}\nFAILED\n${failed.join('\n')}\nSTILL ${still.join(' ')}\nPASSES ${all.join(' ')}\n`);
        expect(true).toBe(true);
      });
});
