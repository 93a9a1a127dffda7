// An authorization server made of oidc-provider with a small API of its own that takes its access tokens.
// Started by Node with the installed packages, the port and the rest as JSON: packages, port, issuer, tokens, clients.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { packages, port, issuer, tokens, clients } = JSON.parse(process.env.PROVIDER ?? '{}');

const from = createRequire(`${packages}/package.json`);
const load = (name) => import(pathToFileURL(from.resolve(name)).href);
const { Provider } = await load('oidc-provider');
const { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } = await load('jose');

const houseOf = (id) => clients.find((client) => client.id === id)?.house;
const scopes = ['orders:read', 'orders:write'];
const audience = 'https://orders.example';
const tokenSeconds = 600;
const { privateKey } = await generateKeyPair('ES256', { extractable: true });

const provider = new Provider(issuer, {
  clients: clients.map(({ id, secret, scope, method, redirect }) => ({
    client_id: id,
    client_secret: secret,
    scope,
    token_endpoint_auth_method: method,
    grant_types: [redirect === undefined ? 'client_credentials' : 'authorization_code'],
    redirect_uris: redirect === undefined ? [] : [redirect],
    response_types: redirect === undefined ? [] : ['code'],
  })),
  scopes,
  claims: { openid: ['sub'], email: ['email'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@main.example` }) }),
  clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
  // Signs nothing but access tokens here.
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
  jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'signs-tokens', use: 'sig', alg: 'ES256' }] },
  cookies: { keys: [randomUUID()] },
  ttl: { ClientCredentials: tokenSeconds },
  features: {
    // Lets in whoever says who they are.
    devInteractions: { enabled: clients.some(({ redirect }) => redirect !== undefined) },
    clientCredentials: { enabled: true },
    // The documentation asks for a choice of one's own: a client may ask after the tokens of its house.
    introspection: {
      enabled: true,
      allowedPolicy: (_, client, token) => houseOf(client.clientId) === houseOf(token.clientId),
    },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: tokens === 'jwt',
      defaultResource: () => audience,
      getResourceServerInfo: () => ({
        scope: scopes.join(' '),
        audience,
        accessTokenTTL: tokenSeconds,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});

const keys = createRemoteJWKSet(new URL(`http://127.0.0.1:${port}/jwks`));

/** What a resource server does with a token: asks the provider, or verifies the signature (RFC 9068 §4). */
async function holderOf(token) {
  if (tokens === 'jwt') {
    const rules = {
      issuer,
      audience,
      typ: 'at+jwt',
      algorithms: ['ES256'],
      requiredClaims: ['exp', 'client_id'],
    };
    const verified = await jwtVerify(token, keys, rules).catch(() => undefined);
    return verified && { client: verified.payload.client_id, scope: verified.payload.scope };
  }
  const found = await provider.ClientCredentials.find(token);
  return found?.isValid && { client: found.clientId, scope: found.scope };
}

function challenge(ctx, status, error, scope) {
  const parts = ['realm="orders"', error && `error="${error}"`, scope && `scope="${scope}"`];
  ctx.status = status;
  ctx.set('WWW-Authenticate', `Bearer ${parts.filter(Boolean).join(', ')}`);
  ctx.body = { error: error ?? 'no_token' };
}

/** RFC 6750. */
async function authorised(ctx, scope) {
  const lines = ctx.req.headersDistinct.authorization ?? [];
  if (lines.length === 0 || (lines.length === 1 && !/^bearer( |$)/i.test(lines[0]))) {
    challenge(ctx, 401);
    return undefined;
  }
  const [, token] = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(lines[0]) ?? [];
  if (lines.length > 1 || token === undefined) {
    challenge(ctx, 400, 'invalid_request');
    return undefined;
  }
  const holder = await holderOf(token);
  if (!holder) {
    challenge(ctx, 401, 'invalid_token');
    return undefined;
  }
  if (scope !== undefined && !holder.scope?.split(' ').includes(scope)) {
    challenge(ctx, 403, 'insufficient_scope', scope);
    return undefined;
  }
  return holder;
}

const orders = [
  { house: 'press', id: 'o-1', title: 'Ink', quantity: 2 },
  { house: 'mill', id: 'o-2', title: 'Wood', quantity: 5 },
];
const shown = ({ id, title, quantity }) => ({ id, title, quantity });

/** An order, or undefined if the body is none. */
async function orderIn(ctx) {
  let text = '';
  for await (const chunk of ctx.req.setEncoding('utf8')) text += chunk;
  try {
    const { title, quantity } = JSON.parse(text);
    if (typeof title !== 'string' || title === '' || !Number.isInteger(quantity) || quantity < 1)
      return undefined;
    return { id: `o-${randomUUID()}`, title, quantity };
  } catch {
    return undefined;
  }
}

const routes = {
  '/orders': {
    GET: async (ctx) => {
      const holder = await authorised(ctx, 'orders:read');
      if (!holder) return;
      const own = orders.filter(({ house }) => house === houseOf(holder.client));
      ctx.body = own.slice(-20).map(shown);
    },
    POST: async (ctx) => {
      const holder = await authorised(ctx, 'orders:write');
      if (!holder) return;
      if (!ctx.is('application/json')) {
        ctx.status = 415;
        ctx.body = { error: 'unsupported_media_type' };
        return;
      }
      const order = await orderIn(ctx);
      if (order !== undefined) orders.push({ house: houseOf(holder.client), ...order });
      ctx.status = order === undefined ? 400 : 201;
      ctx.body = order ?? { error: 'invalid_request' };
    },
  },
  '/caller': {
    GET: async (ctx) => {
      const holder = await authorised(ctx);
      if (holder) ctx.body = { client_id: holder.client };
    },
  },
};

provider.use(async (ctx, next) => {
  const route = routes[ctx.path];
  if (route === undefined) return next();
  ctx.set('Cache-Control', 'no-store');
  const act = route[ctx.method === 'HEAD' ? 'GET' : ctx.method];
  if (act !== undefined) return act(ctx);
  // Who may not come in is not told what there is (as the document has it).
  if (await authorised(ctx)) {
    ctx.status = 405;
    ctx.set('Allow', Object.keys(route).join(', '));
    ctx.body = { error: 'method_not_allowed' };
  }
});

provider.listen(port, '127.0.0.1');
