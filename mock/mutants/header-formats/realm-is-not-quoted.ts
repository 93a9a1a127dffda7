import type { Mutant } from '../mutant.ts';
import { challenging } from '../wrap.ts';

export const realmIsNotQuoted: Mutant = {
  id: 'realm-is-not-quoted',
  lie: 'The realm stands without quotes.',
  fails: ['http-realm-quoted'],
  appliesTo: () => true,
  options: () => challenging((challenge) => challenge.replace(/realm="[^"]*"/, 'realm=api')),
};
