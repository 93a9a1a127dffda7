import { compactVerify, decodeProtectedHeader } from 'jose';
import type { Mutant } from '../mutant.ts';
import { bearsJwt } from './lenient-jwt.ts';

export const jwtUnknownCritIgnored: Mutant = {
  id: 'jwt-unknown-crit-ignored',
  lie: 'What a header calls critical is ignored.',
  fails: ['jwt-crit'],
  appliesTo: bearsJwt,
  options: () => ({
    parts: {
      verifyJwt: async (authority, token, now, toleranceMs) => {
        const verdict = await authority.verify(token, now, toleranceMs);
        if (verdict.valid || verdict.cause !== 'tampered') return verdict;
        try {
          const crit = (decodeProtectedHeader(token).crit ?? []).map((name): [string, boolean] => [
            name,
            true,
          ]);
          const { payload } = await compactVerify(token, authority.keys().verify, {
            algorithms: [authority.algorithm],
            crit: Object.fromEntries(crit),
          });
          if (crit.length === 0) return verdict;
          return { valid: true, claims: JSON.parse(Buffer.from(payload).toString('utf8')) };
        } catch {
          return verdict;
        }
      },
    },
  }),
};
