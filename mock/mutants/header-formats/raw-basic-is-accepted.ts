import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization, takes } from '../wrap.ts';

export const rawBasicIsAccepted: Mutant = {
  id: 'raw-basic-is-accepted',
  lie: 'Basic credentials work without encoding.',
  fails: ['basic-raw-not-accepted'],
  appliesTo: (model) => takes(model, 'basic'),
  options: () =>
    beforeAuthentication((call) => {
      setAuthorization(call, (value) =>
        /^basic [^ ]*[:@]/i.test(value)
          ? `Basic ${Buffer.from(value.slice(6)).toString('base64')}`
          : undefined,
      );
      return undefined;
    }),
};
