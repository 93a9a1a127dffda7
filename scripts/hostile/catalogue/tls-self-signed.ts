import { selfSigned } from '../../self-signed.ts';
import type { Entry } from '../entry.ts';
import { overTls } from '../serving.ts';

export const tlsSelfSigned: Entry = {
  id: 'tls-self-signed',
  does: 'shows a certificate that signs itself',
  code: 3,
  start: () => overTls(selfSigned(), 'localhost'),
};
