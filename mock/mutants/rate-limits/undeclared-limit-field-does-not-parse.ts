import type { Mutant } from '../mutant.ts';
import { changedReplies, withHeaders } from './headers.ts';

export const undeclaredLimitFieldDoesNotParse: Mutant = {
  id: 'undeclared-limit-field-does-not-parse',
  lie: 'An undeclared RateLimit field is sent in a form of its own.',
  fails: ['rl-ietf-grammar'],
  appliesTo: ({ operations }) => operations.length > 0,
  options: () => changedReplies((reply) => withHeaders(reply, { RateLimit: '99/100 per minute' })),
};
