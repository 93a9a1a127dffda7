import type { Entry } from '../entry.ts';
import { overHttp } from '../serving.ts';

/** 307 keeps method, body and fields in clients that follow. */
export const redirectElsewhere: Entry = {
  id: 'redirect-elsewhere',
  does: 'redirects everything to another host, which must see nothing',
  code: 4,
  start: async (model) => {
    let seen = 0;
    const other = await overHttp((_, response, number) => {
      seen = number;
      response.writeHead(200).end('{}');
    })(model);
    const target = await overHttp(({ url = '/' }, response) =>
      response
        .writeHead(307, { location: `${other.config.baseUrl.replace('127.0.0.1', 'localhost')}${url}` })
        .end(),
    )(model);
    return {
      config: target.config,
      harmed: () => (seen === 0 ? undefined : `${seen} requests followed to another host`),
      close: async () => {
        await Promise.all([target.close(), other.close()]);
      },
    };
  },
};
