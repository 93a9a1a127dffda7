import type { CredentialKind, JsonSchema } from '../../../spec/model.ts';

function changed(
  kind: CredentialKind,
  change: (properties: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): CredentialKind {
  if (kind.secret.kind !== 'jwt') return kind;
  const properties = change(kind.secret.claims['properties'] as JsonSchema);
  const required = kind.secret.claims['required'];
  const kept = Array.isArray(required)
    ? required.filter((name) => Object.hasOwn(properties, String(name)))
    : [];
  return {
    ...kind,
    secret: { ...kind.secret, claims: { ...kind.secret.claims, properties, required: kept } },
  };
}

/** A kind whose claims schema does not know one claim. */
export function withoutClaim(kind: CredentialKind, name: string): CredentialKind {
  return changed(kind, (properties) =>
    Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name)),
  );
}

/** A kind in which one claim may be any text. */
export function withAnyText(kind: CredentialKind, name: string): CredentialKind {
  return changed(kind, (properties) => ({ ...properties, [name]: { type: 'string' } }));
}

/** A kind in which one claim has fewer possible values. */
export function withFewer(kind: CredentialKind, name: string): CredentialKind {
  return changed(kind, (properties) => {
    const schema = properties[name] as JsonSchema;
    const values = schema['enum'];
    return {
      ...properties,
      [name]: { ...schema, enum: Array.isArray(values) ? values.slice(0, -1) : values },
    };
  });
}
