import { finding } from '../../judging/findings.ts';
import { usesJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { madeJwts, perKind } from './jwt-facts.ts';

const sensitive = /pass(word|wd)?|secret|hash|salt|private|api_?key|credit|card|iban|ssn|pin$|otp|mfa/i;

export const jwtNoSensitiveClaims: Rule = {
  id: 'jwt-no-sensitive-claims',
  title: 'JWT claims hold no password, hash, key or payment data',
  level: 'SHOULD',
  family: 'jwt',
  statements: [],
  sources: ['ASVS 14.2.6', 'RFC 7519 §12'],
  experiments: ['jwt-attacks'],
  rationale: 'A JWT is signed, not encrypted: everybody who sees it reads it.',
  falsePositives:
    'Goes by claim names and by values that are secrets of this run. E-mail, name and role are normal.',
  applies: usesJwt,
  judge: (view) =>
    perKind(
      madeJwts(view).jwts.map(({ fact, kind, claims }) => {
        const found = [...namesIn(claims)].filter((name) => sensitive.test(name));
        const secrets = JSON.stringify(claims).includes('⟦');
        return finding(found.length === 0 && !secrets, {
          case: kind.name,
          expected: 'no sensitive claim',
          observed:
            found.length > 0
              ? `claims ${found.join(', ')}`
              : secrets
                ? 'a secret of this run'
                : `claims ${Object.keys(claims).join(', ')}`,
          evidence: fact.by === undefined ? [] : [fact.by],
        });
      }),
    ),
};

function namesIn(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]));
}
