import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';
import { changedReplies } from './headers.ts';

export const limitFieldInTrailers: Mutant = {
  id: 'limit-field-in-trailers',
  lie: 'The limit field comes behind the body as well.',
  fails: ['rl-ietf-not-in-trailers'],
  appliesTo: limitsByCredential,
  options: () =>
    changedReplies((reply, call) =>
      reply.payload !== undefined &&
      reply.status === 200 &&
      call.tickets.length > 0 &&
      call.request.method !== 'HEAD'
        ? { ...reply, trailers: { RateLimit: `"quota";r=${call.tickets[0]?.reading.remaining}` } }
        : reply,
    ),
};
