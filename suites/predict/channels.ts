import type { AuthModel, SecurityScheme } from '../../spec/model.ts';

/** Schemes that carry another kind, in another place or under another name; person pairs have their own form and are left out. */
export function otherSchemes(model: AuthModel, scheme: SecurityScheme): readonly SecurityScheme[] {
  const mine = JSON.stringify([scheme.carrier, scheme.template]);
  return [...model.schemes.values()].filter(
    (other) =>
      other.credential !== scheme.credential &&
      !other.template.includes('{user.') &&
      !scheme.template.includes('{user.') &&
      JSON.stringify([other.carrier, other.template]) !== mine,
  );
}
