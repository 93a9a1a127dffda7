import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setBasic, takes } from '../wrap.ts';

export const basicIsDecodedTwice: Mutant = {
  id: 'basic-is-decoded-twice',
  lie: 'Basic credentials are decoded as long as they can be.',
  fails: ['basic-double-encoding'],
  appliesTo: (model) => takes(model, 'basic'),
  options: () =>
    beforeAuthentication((call) => {
      setBasic(call, (text) =>
        /^[A-Za-z0-9+/]{16,}=*$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : undefined,
      );
      return undefined;
    }),
};
