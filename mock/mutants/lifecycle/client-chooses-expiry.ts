import { parseBody } from '../../body.ts';
import { afterAct, credentialVerb, minted, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const clientChoosesExpiry: Mutant = {
  id: 'client-chooses-expiry',
  lie: 'The expiry of a new credential is taken from the body, though only others may set it.',
  fails: ['expiry-not-client-set'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, object, request }) =>
        verb === 'issue' &&
        request.some(({ attribute, readOnly }) => readOnly && attribute === `${object}.expiresAt`),
    ),
  options: () =>
    afterAct(credentialVerb('issue'), (call) => {
      const made = minted(call);
      const body = parseBody(call);
      const value = body.form === 'json' ? body.value : undefined;
      const sent =
        typeof value === 'object' && value !== null
          ? Date.parse(String(Reflect.get(value, 'expires_at')))
          : Number.NaN;
      if (made !== undefined && !Number.isNaN(sent)) tamper(made, { expiresAt: sent });
    }),
};
