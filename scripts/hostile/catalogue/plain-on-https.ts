import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const plainOnHttps: Entry = {
  id: 'plain-on-https',
  does: 'speaks plain HTTP where https is asked',
  code: 3,
  start: async (model) => {
    const { config, close } = await always(200, {}, '{}')(model);
    return { config: { baseUrl: config.baseUrl.replace('http:', 'https:') }, close };
  },
};
