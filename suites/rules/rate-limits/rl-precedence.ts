import { finding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import type { Rule } from '../../rule.ts';
import { isCountedBy, limitedStatus, tierGrounds, tierOf } from './limit-facts.ts';
import { countsByCredential } from './rl-no-info-before-auth.ts';

export const rlPrecedence: Rule = {
  id: 'rl-precedence',
  title:
    'A reached limit is told before a missing right, an unknown record or a bad body, and after a bad credential',
  level: 'SHOULD',
  family: 'rate-limits',
  statements: ['RT-46', 'RT-47'],
  sources: ['OWASP API4:2023', 'RFC 9110 §15.5'],
  experiments: ['limit-answers'],
  rationale:
    'What is decided before the limit is not limited: a guard, a look-up or a parser that can be asked for ever.',
  falsePositives:
    'Each pair is tried with room first, where the other refusal must show; else the case says nothing. Requests that do not fall under the limit are not looked at.',
  applies: countsByCredential,
  judge: (view) =>
    view
      .exchanges({
        experiment: 'limit-answers',
        step: [
          'limited-ok',
          'limited-no-right',
          'limited-unknown-record',
          'limited-bad-body',
          'limited-bad-credential',
        ],
      })
      .filter((probe) => {
        const tier = tierOf(view, probe);
        return tier === undefined || isCountedBy(view, tier, probe);
      })
      .map((probe) => {
        const step = probe.step.slice('limited-'.length);
        const before = view
          .exchanges({ experiment: 'limit-answers', step })
          .find((one) => one.case === probe.case);
        const operation = view.operation(probe);
        const expected = step === 'bad-credential' ? statusOf(before) : limitedStatus(operation);
        const base = {
          case: step,
          expected: String(expected),
          observed: statusText(probe),
          evidence: [...(before === undefined ? [] : [before.seq]), probe.seq],
          grounds: tierGrounds(view, tierOf(view, probe), 'per'),
        };
        const meaningful =
          before !== undefined &&
          (step === 'ok'
            ? succeeded(before)
            : statusOf(before) >= 400 && statusOf(before) !== limitedStatus(operation));
        const limited = view
          .exchanges({ experiment: 'limit-answers', step: 'limited-ok' })
          .some((one) => statusOf(one) === limitedStatus(view.operation(one)));
        if (!meaningful || !limited)
          return {
            ...base,
            verdict: 'untestable',
            observed: limited ? `with room it was ${statusText(before)}` : 'the caller was not limited',
          };
        return finding(statusOf(probe) === expected, base);
      }),
};
