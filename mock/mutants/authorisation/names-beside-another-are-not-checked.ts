import type { AuthModel, Operation } from '../../../spec/model.ts';
import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const namesBesideAnotherAreNotChecked: Mutant = {
  id: 'names-beside-another-are-not-checked',
  lie: 'Where two credentials are asked for, that both are there is enough: the names of neither are looked at.',
  fails: ['authz-matrix-deny'],
  appliesTo: (model) => model.operations.some((operation) => asksBeside(model, operation)),
  model: (model) =>
    editOperation(
      model,
      (operation) => asksBeside(model, operation),
      ({ security }) => ({
        security: security.map((requirement) =>
          requirement.size > 1 ? new Map([...requirement.keys()].map((scheme) => [scheme, []])) : requirement,
        ),
      }),
    ),
};

/** Names of credentials that are given theirs, beside another credential. */
function asksBeside(model: AuthModel, { objectKind, security }: Operation): boolean {
  return (
    objectKind === 'record' &&
    security.some(
      (requirement) =>
        requirement.size > 1 &&
        [...requirement].some(
          ([scheme, names]) =>
            names.length > 0 &&
            model.credentials.get(model.schemes.get(scheme)?.credential ?? scheme)?.rights.includes('own') ===
              true,
        ),
    )
  );
}
