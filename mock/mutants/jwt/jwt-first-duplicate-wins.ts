import type { JWTPayload } from 'jose';
import type { Mutant } from '../mutant.ts';
import { readingClaims } from './careless-verifier.ts';
import { bearsJwt } from './lenient-jwt.ts';

export const jwtFirstDuplicateWins: Mutant = {
  id: 'jwt-first-duplicate-wins',
  lie: 'Of a claim that stands twice the first one is read.',
  fails: ['jwt-duplicate-claims'],
  appliesTo: bearsJwt,
  options: () => readingClaims((claims, text) => ({ ...claims, ...firstMembers(text) })),
};

/** Members whose values are plain, as the first of their name says. */
function firstMembers(text: string): JWTPayload {
  const found: Record<string, unknown> = {};
  for (const [, name = '', value = ''] of text.matchAll(/"(\w+)":("[^"]*"|-?\d+)(?=[,}])/g))
    found[name] ??= JSON.parse(value);
  return found;
}
