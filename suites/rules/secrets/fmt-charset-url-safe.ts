import { finding } from '../../judging/findings.ts';
import { obtainable } from '../../judging/secrets.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const fmtCharsetUrlSafe: Rule = {
  id: 'fmt-charset-url-safe',
  title: 'Secrets are made of characters that survive headers, shells and addresses',
  level: 'SHOULD',
  family: 'secrets',
  statements: ['UA-05'],
  sources: ['RFC 6750 §2.1'],
  experiments: [],
  rationale:
    'White space, quotes, commas or other signs break header fields, configuration files and command lines.',
  falsePositives: 'The alphabet of b64token is accepted in full.',
  applies: (model) => someOrReason(obtainable(model), 'no secret can be had anew'),
  judge: (view) =>
    obtainable(view.model).flatMap((kind) => {
      const made = view
        .facts('issued')
        .filter((fact) => fact.type === kind.name && fact.how !== 'fixture' && fact.how !== 'forged');
      const odd = made.filter(({ secret }) => !/^[A-Za-z0-9\-._~+/=]*$/.test(secret.alphabet));
      if (made.length === 0) return [];
      return [
        finding(odd.length === 0, {
          case: kind.name,
          expected: 'letters, digits and -._~+/= only',
          observed:
            odd.length === 0
              ? `so in ${made.length} secrets`
              : `other characters in ${odd.length} of ${made.length}`,
          evidence: odd.slice(0, 3).flatMap(({ by }) => by ?? []),
        }),
      ];
    }),
};
