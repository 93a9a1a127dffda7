import { selfSigned } from '../../self-signed.ts';
import type { Entry } from '../entry.ts';
import { overTls } from '../serving.ts';

export const tlsExpired: Entry = {
  id: 'tls-expired',
  does: 'shows a certificate that has expired, of an authority that is trusted',
  code: 3,
  start: () => {
    const identity = selfSigned({ days: [-3, -2] });
    return overTls(identity, 'localhost', identity.cert);
  },
};
