import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';

/** Runs Better Auth on a loopback port. Copied beside its `node_modules` before it runs: see `server.ts`. */
const { port, secret, users, limits } = JSON.parse(process.env['BETTER_AUTH_HOST'] ?? '{}');

// The clock of this process, as `faketime` would move it: what the server reads is what it acts by. Once it was moved
// it stands still, so that no test depends on how fast this machine is.
const RealDate = Date;
let movedTo;
const nowMs = () => movedTo ?? RealDate.now();
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(nowMs());
    else super(...parts);
  }

  static now() {
    return nowMs();
  }
};

// Its own scrypt takes a tenth of a second and is not what is tested here.
const digest = (password) => createHash('sha256').update(`${secret} ${password}`).digest();

const tables = { user: [], account: [], session: [], verification: [], apikey: [], rateLimit: [] };

function restore() {
  movedTo = undefined;
  for (const rows of Object.values(tables)) rows.length = 0;
  const now = new Date();
  const times = { createdAt: now, updatedAt: now };
  for (const { id, email, password } of users) {
    tables.user.push({ id, name: id, email, emailVerified: true, ...times });
    tables.account.push({
      id: `account-of-${id}`,
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: digest(password).toString('hex'),
      ...times,
    });
  }
}
restore();

const auth = betterAuth({
  baseURL: `http://127.0.0.1:${port}`,
  secret,
  database: memoryAdapter(tables),
  telemetry: { enabled: false },
  logger: { level: 'error' },
  // The suite is no browser: it sends no Origin beside a cookie.
  advanced: { disableCSRFCheck: true },
  // Else a session lists the sessions of its user on its first day only.
  session: { freshAge: 0 },
  emailAndPassword: {
    enabled: true,
    password: {
      hash: async (password) => digest(password).toString('hex'),
      verify: async ({ hash, password }) => timingSafeEqual(Buffer.from(hash, 'hex'), digest(password)),
    },
  },
  rateLimit: limits.server ?? { enabled: false },
  plugins: [
    apiKey({
      enableSessionForAPIKeys: true,
      rateLimit: limits.key ?? { enabled: false },
      // In days; a day if nothing is said.
      keyExpiration: { minExpiresIn: 0 },
    }),
  ],
});
const handle = toNodeHandler(auth);

/** What the hooks ask for; nobody else knows the secret. */
async function control(request, response) {
  if (request.headers.authorization !== `Bearer ${secret}`) return response.writeHead(401).end();
  if (request.url === '/control/restore') restore();
  if (request.url === '/control/advance') movedTo = nowMs() + (await json(request)).seconds * 1000;
  return response.end(JSON.stringify({ now: new Date() }));
}

createServer((request, response) => {
  // That of Node would be that of the machine.
  response.setHeader('date', new Date().toUTCString());
  const answer = request.url?.startsWith('/control/') ? control : handle;
  // The handler that the package gives throws outside of any answer at a method that `Request` of Node does not take
  // (TRACE), which ends the process. Here that becomes an answer.
  answer(request, response).catch(() => response.writeHead(500).end());
}).listen(port, '127.0.0.1');
