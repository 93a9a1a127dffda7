import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const logoutKeepsSession: Mutant = {
  id: 'logout-keeps-session',
  lie: 'A session works on after its logout.',
  fails: ['logout-effective', 'refresh-after-security-event'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ endedBy, name }) => endedBy.includes('logout') && model.schemes.has(name),
    ),
  model: (model) =>
    changeKinds(
      model,
      () => true,
      ({ endedBy }) => ({ endedBy: endedBy.filter((event) => event !== 'logout') }),
    ),
};
