import { finding } from '../../judging/findings.ts';
import { usesJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { madeJwts, perKind } from './jwt-facts.ts';

const leewaySeconds = 5;

export const jwtIatSane: Rule = {
  id: 'jwt-iat-sane',
  title: "iat is the time of issue by the target's own clock, and before exp",
  level: 'SHOULD',
  family: 'jwt',
  statements: [],
  sources: ['RFC 7519 §4.1.6'],
  experiments: ['jwt-attacks'],
  rationale: 'Two clocks in one service make tokens that are not valid yet or already over.',
  falsePositives:
    'Compared with Date of the same answer, with five seconds of leeway. Tokens without iat are not judged.',
  applies: usesJwt,
  judge: (view) =>
    perKind(
      madeJwts(view).jwts.flatMap(({ fact, kind, claims, dateMs }) => {
        const { iat, exp } = claims;
        if (iat === undefined) return [];
        const off = dateMs === undefined || typeof iat !== 'number' ? 0 : iat - dateMs / 1000;
        const ordered =
          typeof iat === 'number' && (exp === undefined || (typeof exp === 'number' && exp > iat));
        return [
          finding(ordered && Math.abs(off) <= leewaySeconds, {
            case: kind.name,
            expected: 'iat = Date, and exp after it',
            observed: ordered
              ? `iat ${Math.round(off)} s off Date`
              : `iat ${JSON.stringify(iat)}, exp ${JSON.stringify(exp)}`,
            evidence: fact.by === undefined ? [] : [fact.by],
          }),
        ];
      }),
    ),
};
