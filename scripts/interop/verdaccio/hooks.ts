import type { CredentialInput, IssuedCredential, IssueInput, TargetHooks } from '../../../suites/hooks.ts';
import { clock } from './clock.ts';

/** Makes and revokes generated tokens as `npm token` does, for alice; the environment says where and with what password. */
async function call(method: string, path: string, body?: object): Promise<unknown> {
  const { VERDACCIO_URL = 'http://localhost:4873', VERDACCIO_ALICE_PASSWORD = '' } = process.env;
  const answer = await fetch(`${VERDACCIO_URL}/-/npm/v1/tokens${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`alice:${VERDACCIO_ALICE_PASSWORD}`).toString('base64')}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer.json();
}

async function issue({ rights }: IssueInput): Promise<IssuedCredential> {
  const made = await call('POST', '', {
    password: process.env['VERDACCIO_ALICE_PASSWORD'],
    readonly: !rights.includes('publish'),
    cidr_whitelist: [],
  });
  if (typeof made !== 'object' || made === null || !('token' in made) || !('key' in made))
    throw new Error('no token was made');
  return { secret: String(made.token), id: String(made.key) };
}

export default {
  advanceClock: ({ seconds }) => clock({ seconds }),
  now: () => clock({}),
  issue,
  revoke: ({ id = '' }: CredentialInput) => call('DELETE', `/token/${id}`),
} satisfies TargetHooks;
