import type { Entry } from '../entry.ts';
import { always, overSocket, pour } from '../serving.ts';

export const controlEndless: Entry = {
  id: 'control-endless',
  does: 'has a control plane whose answer never ends',
  code: 3,
  start: async (model) => {
    const api = await always(200, { 'content-type': 'application/json' }, '{}')(model);
    const control = await overSocket((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n');
      pour(socket, 'x'.repeat(65_536));
    })(model);
    return {
      config: {
        ...api.config,
        control: { url: control.config.baseUrl, token: 'control-token-of-the-trial' },
      },
      close: async () => {
        await Promise.all([api.close(), control.close()]);
      },
    };
  },
};
