import { hash, randomBytes } from 'node:crypto';
import type { CredentialInput, IssuedCredential, IssueInput, TargetHooks } from '../../../suites/hooks.ts';
import { moveClock } from './clock.ts';

const redirect = 'https://site.example/signed-in';

/** A browser as far as this needs one: it keeps cookies and says where it is sent. */
class Browser {
  readonly #base = process.env['PROVIDER_URL'] ?? '';
  readonly #cookies = new Map<string, string>();

  async go(path: string, form?: Readonly<Record<string, string>>): Promise<string> {
    const answer = await fetch(new URL(path, this.#base), {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`${path.split('?')[0]} sent nowhere: ${answer.status}`);
    return next;
  }
}

/** A call of the site that people sign in to. */
function asSite(path: string, form: Readonly<Record<string, string>>): Promise<Response> {
  const { PROVIDER_URL = '', PROVIDER_SITE_SECRET = '' } = process.env;
  const basic = Buffer.from(`site:${PROVIDER_SITE_SECRET}`).toString('base64');
  return fetch(`${PROVIDER_URL}${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams(form),
  });
}

/** The authorization code flow with PKCE, as a person who agrees to everything. */
async function issue({ user = 'ada', rights }: IssueInput): Promise<IssuedCredential> {
  const browser = new Browser();
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: 'site',
    response_type: 'code',
    redirect_uri: redirect,
    scope: rights.join(' '),
    code_challenge: hash('sha256', verifier, 'base64url'),
    code_challenge_method: 'S256',
  });
  const login = await browser.go(`/auth?${query}`);
  const consent = await browser.go(
    await browser.go(login, { prompt: 'login', login: user, password: 'any' }),
  );
  const code = new URL(await browser.go(await browser.go(consent, { prompt: 'consent' }))).searchParams.get(
    'code',
  );
  const answer = await asSite('/token', {
    grant_type: 'authorization_code',
    code: code ?? '',
    redirect_uri: redirect,
    code_verifier: verifier,
  });
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null || !('access_token' in body))
    throw new Error(`no token was made: ${answer.status}`);
  return { secret: String(body.access_token) };
}

async function revoke({ secret }: CredentialInput): Promise<void> {
  const answer = await asSite('/token/revocation', { token: secret });
  if (answer.status !== 200) throw new Error(`the token was not revoked: ${answer.status}`);
}

export default {
  issue,
  revoke,
  advanceClock: ({ seconds }) => moveClock(seconds),
  now: () => moveClock(0),
} satisfies TargetHooks;
