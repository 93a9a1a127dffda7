import { bearsJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';

export const jwtKidInjection: Rule = {
  id: 'jwt-kid-injection',
  title: 'A kid that is a path, a query, an object or very long is refused and breaks nothing',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24'],
  sources: ['RFC 8725 §3.10', 'CWE-22', 'CWE-89'],
  experiments: ['jwt-attacks'],
  rationale: 'Where kid names a file or a row, the token chooses the key: an empty file is an empty key.',
  falsePositives: 'Signed with the empty key. A 5xx fails too: the value was used before it was checked.',
  applies: bearsJwt,
  judge: (view) => judgeForgeries(view, 'kid'),
};
