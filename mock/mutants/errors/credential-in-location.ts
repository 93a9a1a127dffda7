import type { Mutant } from '../mutant.ts';
import { fieldValues, replyingTo, takes } from '../wrap.ts';

export const credentialInLocation: Mutant = {
  id: 'credential-in-location',
  lie: 'The answer to a list names itself with the credential in Location.',
  fails: ['http-no-credentials-in-url', 'secret-never-echoed', 'secret-shown-once'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    replyingTo([200], (reply, call) => ({
      ...reply,
      headers: {
        ...reply.headers,
        'Content-Location': `/records?token=${(fieldValues(call.request, 'authorization')[0] ?? '').split(' ')[1]}`,
      },
    })),
};
