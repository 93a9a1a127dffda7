import type { Entry } from '../entry.ts';
import { overHttp } from '../serving.ts';

export const redirectLoop: Entry = {
  id: 'redirect-loop',
  does: 'redirects everything to itself',
  code: 4,
  start: overHttp(({ url = '/' }, response) => response.writeHead(302, { location: url }).end()),
};
