import type { Mutant } from '../mutant.ts';
import { fieldValues, replying } from '../wrap.ts';

export const nullOriginMayUseCredentials: Mutant = {
  id: 'null-origin-may-use-credentials',
  lie: 'The origin null, that of sandboxed pages and files, is allowed with credentials.',
  fails: ['cors-no-reflect-credentials'],
  appliesTo: () => true,
  options: () =>
    replying((reply, call) =>
      fieldValues(call.request, 'origin')[0] === 'null'
        ? {
            ...reply,
            headers: {
              ...reply.headers,
              'Access-Control-Allow-Origin': 'null',
              'Access-Control-Allow-Credentials': 'true',
            },
          }
        : reply,
    ),
};
