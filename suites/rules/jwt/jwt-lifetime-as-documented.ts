import { groundsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import { jwtKinds, usesJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { madeJwts, perKind } from './jwt-facts.ts';

export const jwtLifetimeAsDocumented: Rule = {
  id: 'jwt-lifetime-as-documented',
  title: 'exp − iat is the documented lifetime, in seconds',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-09', 'RT-26', 'RT-30'],
  general: ['jwt-weak-lifetime'],
  sources: ['RFC 7519 §2', 'RFC 9700 §2.2'],
  experiments: ['jwt-attacks'],
  rationale: 'A token that says days where the document says an hour is stolen for days.',
  falsePositives: 'Two seconds of difference are rounding. Where iat is absent, exp is compared with Date.',
  applies: (model) => {
    if (usesJwt(model) !== true) return usesJwt(model);
    return (
      jwtKinds(model).some(({ lifetime }) => typeof lifetime !== 'string') ||
      'the JWTs of the document have no fixed lifetime'
    );
  },
  judge: (view) =>
    perKind(
      madeJwts(view).jwts.flatMap(({ fact, kind, claims, dateMs }) => {
        if (typeof kind.lifetime === 'string') return [];
        const from = typeof claims['iat'] === 'number' ? claims['iat'] : (dateMs ?? Number.NaN) / 1000;
        const seconds = typeof claims['exp'] === 'number' ? claims['exp'] - from : Number.NaN;
        const { afterSeconds, withinSeconds } = kind.lifetime;
        return [
          finding(seconds >= afterSeconds - 2 && seconds <= withinSeconds + 2, {
            case: kind.name,
            expected: `${afterSeconds} s`,
            observed: Number.isNaN(seconds) ? 'no numeric exp' : `${Math.round(seconds)} s`,
            evidence: fact.by === undefined ? [] : [fact.by],
            grounds: groundsOf(view.model, kind, 'lifetime'),
          }),
        ];
      }),
    ),
};
