import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { bearsJwt } from './lenient-jwt.ts';

export const jwtIatNamesTheEnd: Mutant = {
  id: 'jwt-iat-names-the-end',
  lie: 'iat holds the time at which the token ends.',
  fails: ['expires-in-true', 'jwt-lifetime-as-documented', 'jwt-iat-sane'],
  appliesTo: (model) =>
    bearsJwt(model) &&
    [...model.credentials.values()].some(
      ({ secret }) => secret.kind === 'jwt' && secret.places.some(({ at }) => at === '/iat'),
    ),
  model: (model) =>
    editKinds(model, (kind) => {
      if (kind.secret.kind !== 'jwt' || kind.issuedBy !== 'self') return kind;
      const places = kind.secret.places.map((place) =>
        place.at === '/iat' ? { ...place, attribute: `${kind.name}.expiresAt` } : place,
      );
      return { ...kind, secret: { ...kind.secret, places } };
    }),
};
