import type { AuthModel, Cause, CredentialKind, JsonSchema, Operation } from '../../spec/model.ts';
import { editKinds, editOperation } from './edit.ts';

/** A copy of the model with some kinds of credential changed. */
export function changeKinds(
  model: AuthModel,
  pick: (kind: CredentialKind) => boolean,
  change: (kind: CredentialKind) => Partial<CredentialKind>,
): AuthModel {
  return editKinds(model, (kind) => (pick(kind) ? { ...kind, ...change(kind) } : kind));
}

/** A copy of the model in which some operations answer a cause with another status. */
export function changeRefusal(
  model: AuthModel,
  pick: (operation: Operation) => boolean,
  cause: Cause,
  status: number,
): AuthModel {
  return editOperation(model, pick, ({ refusals }) => {
    const refusal = refusals.get(cause);
    return refusal === undefined ? {} : { refusals: new Map([...refusals, [cause, { ...refusal, status }]]) };
  });
}

/** A copy of a schema without some of its keywords, at every depth. */
export function withoutKeywords(schema: JsonSchema, keywords: readonly string[]): JsonSchema {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]) =>
        keywords.includes(name) ? [] : [[name, strip(inner)]],
      ),
    );
  };
  return { ...(strip(schema) as JsonSchema) };
}
