import { groundsOf } from '../../../spec/facts.ts';
import { acceptance, denial } from '../../judging/findings.ts';
import { bearsJwt, jwtBearers } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';

export const jwtExpEnforced: Rule = {
  id: 'jwt-exp-enforced',
  title: 'A JWT works until its documented end and is refused after it',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-09'],
  sources: ['RFC 7519 §4.1.4', 'ASVS 9.2.1'],
  experiments: ['jwt-expiry'],
  rationale: 'An exp that nobody reads, or reads in milliseconds, is a token for ever.',
  falsePositives: 'Five minutes of leeway are left. Needs a clock hook or a short lifetime.',
  applies: (model) => {
    if (bearsJwt(model) !== true) return bearsJwt(model);
    return (
      jwtBearers(model).some(({ lifetime }) => typeof lifetime !== 'string') ||
      'the JWTs of the document have no fixed lifetime'
    );
  },
  judge: (view) => {
    const groundsFor = (scheme: string | undefined) => {
      const kind = view.model.credentials.get(view.model.schemes.get(scheme ?? '')?.credential ?? '');
      return kind === undefined ? [] : groundsOf(view.model, kind, 'lifetime');
    };
    return [
      ...view.exchanges({ experiment: 'jwt-expiry', step: 'alive' }).map((probe) =>
        acceptance(probe, {
          case: `${probe.case}, just before the end`,
          grounds: groundsFor(probe.presented[0]?.scheme),
        }),
      ),
      ...view.exchanges({ experiment: 'jwt-expiry', step: ['expired', 'expired-for-a-day'] }).map((probe) =>
        denial(view, probe, {
          case: `${probe.case}, ${probe.step}`,
          statuses: [view.operation(probe)?.refusals.get('expired')?.status ?? 401],
          grounds: groundsFor(probe.presented[0]?.scheme),
        }),
      ),
    ];
  },
};
