import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization } from '../wrap.ts';

export const credentialsAreSearchedInAList: Mutant = {
  id: 'credentials-are-searched-in-a-list',
  lie: 'The last member of a comma-separated list is taken for the credential.',
  fails: ['http-comma-joined-credentials'],
  appliesTo: () => true,
  options: () =>
    beforeAuthentication((call) => {
      setAuthorization(call, (value) => value.split(/, */).at(-1));
      return undefined;
    }),
};
