import { authorise } from '../../stages/authorise.ts';
import { path } from '../../stages/path.ts';
import { changedRequest } from '../../wire.ts';
import { letPass, restrictedRecords } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const guardComparesThePathAsText: Mutant = {
  id: 'guard-compares-the-path-as-text',
  lie: 'Rights are looked up by the path as it was written; an unknown spelling asks for none.',
  fails: ['authz-path-spellings-uniform'],
  appliesTo: (model) => restrictedRecords(model, 'list').length > 0,
  options: () => {
    const respelt = new WeakSet<object>();
    return {
      stages: {
        path: (call) => {
          const refused = path(call);
          if (!refused || call.verified.length > 0 || !/[^/]\/$/.test(call.request.path)) return refused;
          Object.assign(call, {
            request: changedRequest(call.request, { path: call.request.path.replace(/\/$/, '') }),
          });
          respelt.add(call);
          return path(call);
        },
        authorise: (call) => {
          const refused = authorise(call);
          return refused?.cause === 'no-right' && respelt.has(call) ? letPass(call) : refused;
        },
      },
    };
  },
};
