import { groundsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import { jwtKinds, usesJwt } from '../../predict/jwt-kinds.ts';
import type { Finding, Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';

export const jwtWeakHmacSecret: Rule = {
  id: 'jwt-weak-hmac-secret',
  title: 'HMAC-signed JWTs are not signed with a guessable secret',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24'],
  sources: ['RFC 8725 §3.5', 'ASVS 9.1.2', 'OWASP API2:2023'],
  experiments: ['jwt-attacks'],
  rationale:
    'Whoever holds one token can try a word list at home; with the secret found, every token can be made.',
  falsePositives:
    'About a thousand words from documentation and tutorials, and what the name of the service suggests, tried offline on the tokens of this run: a pass says only that none of them fits.',
  applies: (model) => {
    if (usesJwt(model) !== true) return usesJwt(model);
    return (
      jwtKinds(model).some(({ secret }) => secret.kind === 'jwt' && mayBeHmac(secret.header)) ||
      'the JWTs of the document are not signed by HMAC'
    );
  },
  judge: (view) => {
    const byKind = new Map<string, Finding>();
    for (const fact of view.facts('issued')) {
      if (fact.secret.weakKey === undefined || byKind.get(fact.type)?.verdict === 'violated') continue;
      const kind = view.model.credentials.get(fact.type);
      byKind.set(
        fact.type,
        finding(!fact.secret.weakKey, {
          case: `${fact.type}, offline`,
          expected: 'no word of the list is the key',
          observed: fact.secret.weakKey ? 'a word of the list is the key' : 'none is',
          evidence: fact.by === undefined ? [] : [fact.by],
          grounds: kind === undefined ? [] : groundsOf(view.model, kind, 'contentSchema', 'scheme'),
        }),
      );
    }
    return [...byKind.values(), ...judgeForgeries(view, 'guessed-secret')];
  },
};

function mayBeHmac(header: Readonly<Record<string, unknown>>): boolean {
  const text = JSON.stringify(header);
  return !text.includes('"alg"') || /HS(256|384|512)/.test(text);
}
