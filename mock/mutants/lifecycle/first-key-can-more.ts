import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel, CredentialKind, Operation } from '../../../spec/model.ts';
import { weakest } from '../../../spec/outcome.ts';
import { type Call, refuse } from '../../call.ts';
import { afterAuthorisation } from '../access.ts';
import { credentialVerb, kin } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const firstKeyCanMore: Mutant = {
  id: 'first-key-can-more',
  lie: 'One list opens to the oldest key of the tenant only, although keys are all alike.',
  fails: ['credential-rights-alike'],
  appliesTo: (model) => kindsAlike(model).some((kind) => lastList(model, kind) !== undefined),
  options: (model) => {
    const closed = new Set(kindsAlike(model).map((kind) => lastList(model, kind)?.key));
    return afterAuthorisation((call, refused) =>
      refused === undefined && closed.has(call.operation?.operation.key) && !isOldest(call)
        ? refuse('unknown', 'this list knows the first key only')
        : refused,
    );
  },
};

/** Kinds without names of which the document says so for certain. */
function kindsAlike(model: AuthModel): readonly CredentialKind[] {
  return [...model.credentials.values()].filter(
    (kind) =>
      kind.rights.length === 0 &&
      weakest(citationsOf(kind, 'rights')) !== 'open' &&
      model.operations.some((one) => one.object === kind.name && credentialVerb('issue')(one)),
  );
}

function lastList(model: AuthModel, kind: CredentialKind): Operation | undefined {
  const lists = model.operations.filter(
    ({ verb, objectKind, security }) =>
      verb === 'list' && objectKind === 'record' && security.some((one) => one.has(kind.name)),
  );
  return lists.length > 1 ? lists.at(-1) : undefined;
}

function isOldest(call: Call): boolean {
  const own = call.verified[0]?.credential;
  return (
    own !== undefined &&
    kin(call, own).every((other) => other.issuedAt >= own.issuedAt && isAfter(call, other, own))
  );
}

/** Under a frozen clock several are of one instant: then the order of issue decides. */
function isAfter(
  call: Call,
  other: { readonly id: string },
  own: { readonly id: string; readonly kind: CredentialKind },
): boolean {
  const ids = [...call.world.credentials.of(own.kind.name)].map(({ id }) => id);
  return ids.indexOf(other.id) > ids.indexOf(own.id);
}
