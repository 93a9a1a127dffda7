import { forked, type Running } from '../contender.ts';
import { requestBytes } from '../load.ts';
import type { Lane } from './throughput.ts';

/** Each kind of call at one mock: the read, what makes credentials, and every refusal. The read is the measure. */
export async function mockLanes(): Promise<{ readonly lanes: readonly Lane[]; readonly stop: Running }> {
  const running = await forked('mock.ts');
  const { fields } = running;
  const lane = (id: string, title: string, status: number, request: Buffer): Lane => ({
    id,
    title,
    running,
    requests: [request],
    status,
  });
  const unknown = { 'X-API-Key': 'ok_NobodyWasEverGivenThisKeyNobodyWasEver00' };
  const person = { email: 'ada@orders.example', password: 'a-password-of-ada' };
  return {
    stop: running,
    lanes: [
      lane('read', 'accepted: GET with a key', 200, requestBytes('GET', '/orders', fields)),
      lane('unknown', 'refused: unknown key (401)', 401, requestBytes('GET', '/orders', unknown)),
      lane('none', 'refused: no key (401)', 401, requestBytes('GET', '/orders', {})),
      lane('forbidden', 'refused: right missing (403)', 403, requestBytes('GET', '/reports', fields)),
      lane('limited', 'refused: limit reached (429)', 429, requestBytes('GET', '/scarce', fields)),
      lane(
        'issue',
        'issue of a key',
        201,
        requestBytes('POST', '/keys', fields, { name: 'bench', rights: ['read'] }),
      ),
      lane('login', 'login with a password, for a JWT', 200, requestBytes('POST', '/login', {}, person)),
    ],
  };
}
