import type { Mutant } from '../mutant.ts';
import { challenging } from '../wrap.ts';

export const realmStandsTwice: Mutant = {
  id: 'realm-stands-twice',
  lie: 'Two layers add a realm to the challenge.',
  fails: ['http-auth-param-once'],
  appliesTo: () => true,
  options: () => challenging((challenge) => `${challenge}, realm="again"`),
};
