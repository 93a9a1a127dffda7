import type { Entry } from '../entry.ts';
import { overHttp } from '../serving.ts';

export const echoesEverything: Entry = {
  id: 'echoes-everything',
  does: 'echoes every request, a hundred times over',
  code: 1,
  rules: 'all',
  start: overHttp((incoming, response) => {
    const echo = JSON.stringify({ url: incoming.url, fields: incoming.rawHeaders });
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-echo': encodeURIComponent(echo).slice(0, 8000),
    });
    response.end(JSON.stringify(Array.from({ length: 100 }, () => echo)));
  }),
};
