import { selfSigned } from '../../self-signed.ts';
import type { Entry } from '../entry.ts';
import { overTls } from '../serving.ts';

export const tlsWrongHost: Entry = {
  id: 'tls-wrong-host',
  does: 'shows a certificate for another host, with markup and escapes in its name',
  code: 3,
  start: () => {
    const identity = selfSigned({ host: 'elsewhere.example\x1b[31m<script>' });
    return overTls(identity, '127.0.0.1', identity.cert);
  },
};
