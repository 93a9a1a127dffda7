import type { AuthModel } from '../../../spec/model.ts';
import { editOperations } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const wildcardCrossesTheResource: Mutant = {
  id: 'wildcard-crosses-the-resource',
  lie: 'A name for one resource opens every list that the wildcard of its verb opens.',
  fails: ['authz-matrix-deny', 'credential-rights-not-makers', 'scope-no-extra'],
  appliesTo: (model) => narrowName(model) !== undefined,
  model: (model) => {
    const narrow = narrowName(model);
    return narrow === undefined
      ? model
      : editOperations(model, (operation) => {
          const wide = operation.security.find(
            (requirement) =>
              requirement.size === 1 && requirement.get(narrow.scheme)?.includes(narrow.wildcard) === true,
          );
          return wide === undefined || operation.verb !== 'list'
            ? operation
            : {
                ...operation,
                security: [...operation.security, new Map([[narrow.scheme, [narrow.name]]])],
              };
        });
  },
};

/** The first name that a wildcard covers, with the scheme over which it counts. */
function narrowName(model: AuthModel) {
  for (const { name: scheme, credential } of model.schemes.values()) {
    const names = model.credentials.get(credential)?.names ?? [];
    const wildcard = names.find((name) => name.endsWith('*'));
    const name = names.find(
      (one) => wildcard !== undefined && one !== wildcard && one.startsWith(wildcard.slice(0, -1)),
    );
    if (wildcard !== undefined && name !== undefined) return { scheme, wildcard, name };
  }
  return undefined;
}
