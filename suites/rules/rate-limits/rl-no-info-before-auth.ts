import type { AuthModel } from '../../../spec/model.ts';
import { finding, statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { limitFieldsOf } from '../../judging/limit-fields.ts';
import { hasTiers, tiersOfRequest } from '../../predict/tiers.ts';
import type { Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';
import { tierGrounds, tierOf } from './limit-facts.ts';

/** `true`, or why no tier counts by credential alone. */
export function countsByCredential(model: AuthModel): true | string {
  if (hasTiers(model) !== true) return hasTiers(model);
  const some = model.tiers.some(
    ({ scheme, per, counts }) =>
      scheme !== undefined && per.length === 1 && per[0] === 'credential' && counts === 'all',
  );
  return some || 'no limit counts by credential';
}

const names = [
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'ratelimit',
  'ratelimit-policy',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
];

export const rlNoInfoBeforeAuth: Rule = {
  id: 'rl-no-info-before-auth',
  title: 'A credential that does not verify learns nothing of a quota and spends none',
  level: 'SHOULD',
  family: 'rate-limits',
  statements: ['RT-46'],
  sources: ['RateLimit fields draft, security considerations'],
  experiments: ['limit-answers'],
  rationale: 'A counter that is keyed on the public part of a key lets strangers watch it and use it up.',
  falsePositives:
    'The altered credential shares its public part with a real one. Fields of a tier that counts by address may stand on 401 and are not judged where such a tier exists.',
  applies: countsByCredential,
  judge: (view) => {
    return view
      .exchanges({ experiment: 'limit-answers', step: ['bad-credential', 'limited-bad-credential'] })
      .map((probe) => {
        const operation = view.operation(probe);
        const byAddress =
          operation !== undefined &&
          tiersOfRequest(view.model, operation, []).some(({ per }) => per.includes('address'));
        const told = byAddress
          ? []
          : [
              ...names.filter((name) => headersOf(probe.response?.headers ?? [], name).length > 0),
              ...limitFieldsOf(view.operation(probe), probe).present,
            ];
        const grounds = tierGrounds(view, tierOf(view, probe), 'per');
        const base = {
          case: probe.step,
          expected: 'refused as a bad credential, without limit fields',
          evidence: [probe.seq],
          grounds,
        };
        const silence = told.length > 0 ? undefined : unanswered(probe, [429]);
        if (silence !== undefined || succeeded(probe))
          return {
            ...base,
            verdict: 'untestable',
            observed: succeeded(probe) ? 'the altered credential was accepted' : (silence ?? ''),
          };
        const limited = statusOf(probe) === 429;
        return finding(told.length === 0 && !limited, {
          ...base,
          observed: limited
            ? 'answered 429: the counter was asked before the credential'
            : told.length > 0
              ? `tells ${told.join(', ')}`
              : `${statusText(probe)}, no limit fields`,
        });
      });
  },
};
