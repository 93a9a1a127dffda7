import type { Mutant } from '../mutant.ts';
import { hasFormat, rewriting } from './structured.ts';

export const structuredWaitIsAnInstant: Mutant = {
  id: 'structured-wait-is-an-instant',
  lie: 'The t of a structured limit field is an instant.',
  fails: ['rl-reset-unit', 'rl-reset-stable', 'rl-reset-honest', 'rl-ietf-grammar'],
  appliesTo: (model) => hasFormat(model, 'ratelimit'),
  options: () =>
    rewriting('ratelimit', (value, call) =>
      value.replace(/;t=(\d+)/g, (_, wait) => `;t=${Math.ceil(call.now / 1000) + Number(wait)}`),
    ),
};
