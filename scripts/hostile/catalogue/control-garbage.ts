import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const controlGarbage: Entry = {
  id: 'control-garbage',
  does: 'has a control plane that answers with garbage',
  code: 3,
  start: async (model) => {
    const api = await always(200, { 'content-type': 'application/json' }, '{}')(model);
    const control = await always(200, { 'content-type': 'application/json' }, '<script>{"url":')(model);
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
