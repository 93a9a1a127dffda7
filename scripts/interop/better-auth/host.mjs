import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';

/** Runs Better Auth on a loopback port. Copied beside its `node_modules` before it runs: see `server.ts`. */
const { port, secret, users, limits } = JSON.parse(process.env['BETTER_AUTH_HOST'] ?? '{}');

// Its own scrypt takes a tenth of a second and is not what is tested here.
const digest = (password) => createHash('sha256').update(`${secret} ${password}`).digest();
const now = new Date();
const tables = { user: [], account: [], session: [], verification: [], apikey: [] };
for (const { id, email, password } of users) {
  tables.user.push({ id, name: id, email, emailVerified: true, createdAt: now, updatedAt: now });
  tables.account.push({
    id: `account-of-${id}`,
    accountId: id,
    providerId: 'credential',
    userId: id,
    password: digest(password).toString('hex'),
    createdAt: now,
    updatedAt: now,
  });
}

const auth = betterAuth({
  baseURL: `http://127.0.0.1:${port}`,
  secret,
  database: memoryAdapter(tables),
  telemetry: { enabled: false },
  logger: { level: 'error' },
  // The suite is no browser: it sends no Origin beside a cookie.
  advanced: { disableCSRFCheck: true },
  emailAndPassword: {
    enabled: true,
    password: {
      hash: async (password) => digest(password).toString('hex'),
      verify: async ({ hash, password }) => timingSafeEqual(Buffer.from(hash, 'hex'), digest(password)),
    },
  },
  rateLimit: limits?.server ?? { enabled: false },
  plugins: [
    apiKey({
      enableSessionForAPIKeys: true,
      rateLimit: limits?.key ?? { enabled: false },
      // In days. A key of a second is what a test can wait for.
      keyExpiration: { minExpiresIn: 0 },
    }),
  ],
});

// The handler that the package gives throws outside of any answer at a method that `Request` of Node does not take
// (TRACE), which ends the process. Here that becomes an answer.
const handle = toNodeHandler(auth);
createServer((request, response) => {
  handle(request, response).catch(() => response.writeHead(500).end());
}).listen(port, '127.0.0.1');
