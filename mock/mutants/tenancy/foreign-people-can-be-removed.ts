import type { Operation } from '../../../spec/model.ts';
import { crossing } from '../crossing.ts';
import type { Mutant } from '../mutant.ts';

export const foreignPeopleCanBeRemoved: Mutant = {
  id: 'foreign-people-can-be-removed',
  lie: 'Who administers people can remove those of any tenant by their id.',
  fails: ['people-of-others-closed'],
  appliesTo: (model) => model.fixtures.tenants.length > 1 && model.operations.some(removesPeople),
  options: () => crossing(removesPeople),
};

function removesPeople({ objectKind, verb, path }: Operation): boolean {
  return objectKind === 'user' && verb === 'delete' && path.includes('{');
}
