import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const formerMembersKeysLive: Mutant = {
  id: 'former-members-keys-live',
  lie: 'Credentials of a former member of the tenant work on.',
  fails: ['membership-removal-kills-tokens', 'user-removal-kills-tokens'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ endedBy, name }) => endedBy.includes('membership-removal') && model.schemes.has(name),
    ),
  model: (model) =>
    changeKinds(
      model,
      () => true,
      ({ endedBy }) => ({ endedBy: endedBy.filter((event) => event !== 'membership-removal') }),
    ),
};
