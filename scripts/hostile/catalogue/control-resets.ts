import type { Entry } from '../entry.ts';
import { always, overSocket } from '../serving.ts';

export const controlResets: Entry = {
  id: 'control-resets',
  does: 'has a control plane that resets every connection',
  code: 3,
  start: async (model) => {
    const api = await always(200, { 'content-type': 'application/json' }, '{}')(model);
    const control = await overSocket((socket) => socket.resetAndDestroy())(model);
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
