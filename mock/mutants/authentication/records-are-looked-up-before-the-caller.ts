import { refuse } from '../../call.ts';
import type { Mutant } from '../mutant.ts';
import { afterAuthentication } from '../wrap.ts';

export const recordsAreLookedUpBeforeTheCaller: Mutant = {
  id: 'records-are-looked-up-before-the-caller',
  lie: 'Without a credential, a record that is not there is told apart from one that is.',
  fails: ['http-authn-before-everything'],
  appliesTo: (model) =>
    model.operations.some(({ objectKind, path }) => objectKind === 'record' && path.endsWith('}')),
  options: (model) => {
    const records = [...model.fixtures.records.values()].flat();
    return afterAuthentication((call, refused) => {
      const { operation } = call.operation ?? {};
      if (refused?.cause !== 'no-credential' || operation?.objectKind !== 'record') return refused;
      const id = call.request.path.split('/').at(-1);
      const isKnown = !operation.path.endsWith('}') || records.some((one) => one.id === id);
      return isKnown ? refused : refuse('unknown-record', 'there is no such record');
    });
  },
};
