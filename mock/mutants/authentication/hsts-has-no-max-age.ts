import type { Mutant } from '../mutant.ts';
import { replying } from '../wrap.ts';

export const hstsHasNoMaxAge: Mutant = {
  id: 'hsts-has-no-max-age',
  lie: 'Strict-Transport-Security is sent without max-age, and so ignored.',
  fails: ['tls-hsts-info'],
  appliesTo: () => true,
  tls: true,
  options: () =>
    replying((reply) => ({
      ...reply,
      headers: { ...reply.headers, 'Strict-Transport-Security': 'includeSubDomains' },
    })),
};
