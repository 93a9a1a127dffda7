import { afterAuthorisation, letPass, restrictedRecords } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const pagesAreUnguarded: Mutant = {
  id: 'pages-are-unguarded',
  lie: 'Who asks for text/html is served without a look at the rights.',
  fails: ['authz-decision-uniform-across-encodings'],
  appliesTo: (model) => restrictedRecords(model, 'list').length > 0,
  options: () =>
    afterAuthorisation((call, refused) =>
      refused?.cause === 'no-right' && call.request.headers.accept === 'text/html' ? letPass(call) : refused,
    ),
};
