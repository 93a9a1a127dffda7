import type { Mutant } from '../mutant.ts';
import { fieldValues, replying, takes, withBody } from '../wrap.ts';

export const nearMissIsTold: Mutant = {
  id: 'near-miss-is-told',
  lie: 'A token that is right but for letter case gets an answer of its own.',
  fails: ['err-uniform-401'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () => {
    const seen = new Set<string>();
    return replying((reply, call) => {
      const value = fieldValues(call.request, 'authorization')[0] ?? '';
      if (reply.status < 300) seen.add(value.toLowerCase());
      if (
        reply.status !== 401 ||
        !/^Bearer .{16}/.test(value) ||
        !seen.has(value.toLowerCase()) ||
        call.refusal?.cause !== 'unknown'
      )
        return reply;
      return withBody(reply, (body) => ({ ...Object(body), hint: 'case' }));
    });
  },
};
