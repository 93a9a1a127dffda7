import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { isRefresh } from './applies.ts';

export const refreshSurvivesTheLogout: Mutant = {
  id: 'refresh-survives-the-logout',
  lie: 'A logout ends the session and leaves what renews it alive.',
  fails: ['refresh-after-security-event'],
  appliesTo: (model) =>
    model.operations.some(({ verb }) => verb === 'logout') &&
    model.operations.some(isRefresh) &&
    [...model.credentials.values()].some(({ uses, endedBy }) => uses === 1 && endedBy.includes('logout')),
  model: (model) =>
    editKinds(model, (kind) =>
      kind.uses === 1 ? { ...kind, endedBy: kind.endedBy.filter((event) => event !== 'logout') } : kind,
    ),
};
