import { groundsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import { fits } from '../../lab/traits.ts';
import { usesJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { madeJwts, perKind } from './jwt-facts.ts';

export const jwtClaimsAsDocumented: Rule = {
  id: 'jwt-claims-as-documented',
  title: 'JWTs have the header and claims that the document describes',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24', 'RT-25'],
  sources: ['RFC 7519 §4', 'RFC 8725 §3.1'],
  experiments: ['jwt-attacks'],
  rationale: 'The algorithm is part of the contract, and so are the claims that clients read.',
  falsePositives: 'More claims than described are fine, unless the schema closes the object.',
  applies: usesJwt,
  judge: (view) => {
    const { jwts, others } = madeJwts(view);
    return perKind([
      ...others.map((fact) => {
        const kind = view.model.credentials.get(fact.type);
        return finding(false, {
          case: fact.type,
          expected: 'a compact JWS',
          observed: 'something else',
          evidence: fact.by === undefined ? [] : [fact.by],
          grounds: kind === undefined ? [] : groundsOf(view.model, kind, 'contentSchema'),
        });
      }),
      ...jwts.map(({ fact, kind, header, claims }) => {
        const format = kind.secret;
        const wrong =
          format.kind !== 'jwt'
            ? []
            : [
                ...(fits(format.header, header) ? [] : ['header']),
                ...(fits(format.claims, claims) ? [] : ['claims']),
              ];
        return finding(wrong.length === 0, {
          case: kind.name,
          expected: 'header and claims that fit their schema',
          observed:
            wrong.length === 0
              ? `alg ${String(header['alg'])}`
              : `${wrong.join(' and ')} not as described: ${JSON.stringify({ header, claims: Object.keys(claims) })}`,
          evidence: fact.by === undefined ? [] : [fact.by],
          grounds: groundsOf(view.model, kind, 'contentSchema'),
        });
      }),
    ]);
  },
};
