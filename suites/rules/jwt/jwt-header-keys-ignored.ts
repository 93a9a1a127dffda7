import { bearsJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';

export const jwtHeaderKeysIgnored: Rule = {
  id: 'jwt-header-keys-ignored',
  title: 'Keys that a JWT offers in its own header are not trusted',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24'],
  sources: ['RFC 8725 §3.10', 'ASVS 9.1.3', 'RFC 7515 §4.1.2'],
  experiments: ['jwt-attacks'],
  rationale: 'A token that brings its own key proves that its maker has a key, no more.',
  falsePositives:
    'Whether the target fetched the named address is not seen; only that it did not accept the token.',
  applies: bearsJwt,
  judge: (view) => judgeForgeries(view, 'header-keys'),
};
