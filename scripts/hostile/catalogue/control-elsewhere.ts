import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const controlElsewhere: Entry = {
  id: 'control-elsewhere',
  does: 'has a control plane that names a space on another host',
  code: 3,
  start: async (model) => {
    const api = await always(200, { 'content-type': 'application/json' }, '{}')(model);
    const control = await always(
      201,
      {},
      '{"name":"a","url":"http://elsewhere.example/","consoleUrl":"file:///etc"}',
    )(model);
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
