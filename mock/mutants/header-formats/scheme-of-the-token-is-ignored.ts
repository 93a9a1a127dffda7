import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization, takes } from '../wrap.ts';

export const schemeOfTheTokenIsIgnored: Mutant = {
  id: 'scheme-of-the-token-is-ignored',
  lie: 'The last word of Authorization is the token, whatever stands before it.',
  fails: ['bearer-wrong-scheme-rejected', 'http-credentials-grammar-refused'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    beforeAuthentication((call) => {
      setAuthorization(call, (value) =>
        /^basic /i.test(value) && value.length > 60 && !call.isConsole
          ? `Bearer ${value.split(' ').at(-1)}`
          : call.isConsole
            ? undefined
            : /^[\w-]+ /.test(value)
              ? `Bearer ${value.split(/ +/)[1]}`
              : undefined,
      );
      return undefined;
    }),
};
