import { afterAuthorisation, letPass, restrictedRecords } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const deniedHeadIsServed: Mutant = {
  id: 'denied-head-is-served',
  lie: 'HEAD is served where GET is refused.',
  fails: ['authz-head-as-get'],
  appliesTo: (model) => restrictedRecords(model, 'list').length > 0,
  options: () =>
    afterAuthorisation((call, refused) =>
      refused?.cause === 'no-right' && call.request.method === 'HEAD' ? letPass(call) : refused,
    ),
};
