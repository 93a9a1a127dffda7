import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setField } from '../wrap.ts';

export const fieldNameIsComparedWithCase: Mutant = {
  id: 'field-name-is-compared-with-case',
  lie: 'AUTHORIZATION is another field than Authorization.',
  fails: ['http-field-name-case-insensitive'],
  appliesTo: () => true,
  options: () =>
    beforeAuthentication((call) => {
      const name =
        call.request.rawHeaders.find(
          (text, index) => index % 2 === 0 && text.toLowerCase() === 'authorization',
        ) ?? 'Authorization';
      if (!['Authorization', 'authorization'].includes(name)) setField(call, 'Authorization', []);
      return undefined;
    }),
};
