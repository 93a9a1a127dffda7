import type {
  Answer,
  AuthModel,
  Cause,
  CredentialKind,
  FixtureUser,
  Operation,
  Place,
  Refusal,
  Tier,
} from '../../spec/model.ts';

/** Copies of a model with one thing changed. What they are given is frozen and stays as it is. */

export function editOperations(model: AuthModel, edit: (operation: Operation) => Operation): AuthModel {
  return { ...model, operations: model.operations.map(edit) };
}

export function editOperation(
  model: AuthModel,
  fits: (operation: Operation) => boolean,
  change: Partial<Operation> | ((operation: Operation) => Partial<Operation>),
): AuthModel {
  return editOperations(model, (operation) =>
    fits(operation)
      ? { ...operation, ...(typeof change === 'function' ? change(operation) : change) }
      : operation,
  );
}

/** Every declared answer of every operation. */
export function editAnswers(
  model: AuthModel,
  edit: (answer: Answer, operation: Operation) => Answer,
): AuthModel {
  return editOperations(model, (operation) => ({
    ...operation,
    responses: new Map([...operation.responses].map(([status, answer]) => [status, edit(answer, operation)])),
  }));
}

/** Every place in every answer; `undefined` takes it away, with the header that it is. */
export function editAnswerPlaces(
  model: AuthModel,
  edit: (place: Place, answer: Answer, operation: Operation) => Place | undefined,
): AuthModel {
  return editAnswers(model, (answer, operation) => {
    const places = answer.places.flatMap((place) => edit(place, answer, operation) ?? []);
    const gone = new Set(
      answer.places
        .filter(
          ({ in: site, at }) =>
            site === 'header' && !places.some((place) => place.in === 'header' && place.at === at),
        )
        .map(({ at }) => at),
    );
    return { ...answer, places, headers: answer.headers.filter(({ name }) => !gone.has(name)) };
  });
}

export function editRefusals(
  model: AuthModel,
  edit: (refusal: Refusal, operation: Operation) => Refusal,
): AuthModel {
  return editOperations(model, (operation) => ({
    ...operation,
    refusals: new Map(
      [...operation.refusals].map(([cause, refusal]): [Cause, Refusal] => [cause, edit(refusal, operation)]),
    ),
  }));
}

export function editKinds(model: AuthModel, edit: (kind: CredentialKind) => CredentialKind): AuthModel {
  return { ...model, credentials: new Map([...model.credentials].map(([name, kind]) => [name, edit(kind)])) };
}

/** Every tier, wherever it stands; `undefined` takes it away. */
export function editTiers(model: AuthModel, edit: (tier: Tier) => Tier | undefined): AuthModel {
  const edited = new Map(model.tiers.map((tier) => [tier, edit(tier)]));
  const all = (tiers: readonly Tier[]) => tiers.flatMap((tier) => edited.get(tier) ?? []);
  return {
    ...editOperations(model, (operation) => ({ ...operation, tiers: all(operation.tiers) })),
    tiers: all(model.tiers),
  };
}

export function editUsers(model: AuthModel, edit: (user: FixtureUser) => FixtureUser): AuthModel {
  const users = new Map([...model.fixtures.users].map(([name, user]) => [name, edit(user)]));
  return { ...model, fixtures: { ...model.fixtures, users } };
}
