import { inHeaders } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const refusalEchoesCredential: Mutant = {
  id: 'refusal-echoes-credential',
  lie: 'An error answer repeats the credential that was refused or accepted.',
  fails: ['secret-never-echoed'],
  appliesTo: ({ schemes }) =>
    [...schemes.values()].some(
      ({ carrier }) => carrier.in === 'header' && carrier.name.toLowerCase() === 'authorization',
    ),
  options: () =>
    inHeaders(
      ({ refusal }) => refusal !== undefined,
      ({ request }) => ({ 'X-Debug': String(request.headers.authorization ?? '').slice(0, 300) }),
    ),
};
