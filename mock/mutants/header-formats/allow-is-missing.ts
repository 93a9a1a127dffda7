import type { Mutant } from '../mutant.ts';
import { replyingTo } from '../wrap.ts';

export const allowIsMissing: Mutant = {
  id: 'allow-is-missing',
  lie: '405 comes without Allow.',
  fails: ['http-405-has-allow'],
  appliesTo: () => true,
  options: () =>
    replyingTo([405], ({ headers: { Allow: _, ...headers }, ...reply }) => ({ ...reply, headers })),
};
