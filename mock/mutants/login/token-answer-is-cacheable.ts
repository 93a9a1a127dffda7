import { inHeaders } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin } from './applies.ts';

export const tokenAnswerIsCacheable: Mutant = {
  id: 'token-answer-is-cacheable',
  lie: 'Answers with a fresh token may be kept, if only by the browser.',
  fails: [],
  appliesTo: hasPasswordLogin,
  options: () =>
    inHeaders(
      (call) => (call.outcome.minted?.length ?? 0) > 0 && !call.refusal,
      () => ({ 'Cache-Control': 'private, no-cache' }),
    ),
};
