import { X509Certificate } from 'node:crypto';
import { compactVerify } from 'jose';
import type { Mutant } from '../mutant.ts';
import { alsoAccepting, bearsJwt } from './lenient-jwt.ts';

export const jwtCertificateInHeaderTrusted: Mutant = {
  id: 'jwt-certificate-in-header-trusted',
  lie: 'The signature is checked, by a certificate of the token whose chain nobody looks at.',
  fails: ['jwt-header-keys-ignored'],
  appliesTo: bearsJwt,
  options: (model) =>
    alsoAccepting(model, async ({ text, header }) => {
      const [chain] = [header['x5c']].flat();
      if (typeof chain !== 'string') return false;
      try {
        await compactVerify(text, new X509Certificate(Buffer.from(chain, 'base64')).publicKey);
        return true;
      } catch {
        return false;
      }
    }),
};
