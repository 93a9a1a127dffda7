import { digestOf } from '../../secrets/digest.ts';
import type { Mutant } from '../mutant.ts';
import { fieldValues, replyingTo } from '../wrap.ts';

export const etagIsOfThePath: Mutant = {
  id: 'etag-is-of-the-path',
  lie: 'The ETag of a list is made of its path, and who presents it is told that nothing has changed.',
  fails: ['cache-etag-per-user'],
  appliesTo: (model) => model.fixtures.tenants.length > 1,
  options: () =>
    replyingTo([200], (reply, call) => {
      if (call.request.method !== 'GET') return reply;
      const etag = `"${digestOf(call.request.path).slice(0, 12)}"`;
      return fieldValues(call.request, 'if-none-match').includes(etag)
        ? { status: 304, headers: { ETag: etag }, payload: undefined }
        : { ...reply, headers: { ...reply.headers, ETag: etag } };
    }),
};
