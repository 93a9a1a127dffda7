import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const controlRedirects: Entry = {
  id: 'control-redirects',
  does: 'has a control plane that redirects to another host',
  code: 3,
  start: async (model) => {
    const api = await always(200, { 'content-type': 'application/json' }, '{}')(model);
    const control = await always(307, { location: 'http://elsewhere.example/' }, '')(model);
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
