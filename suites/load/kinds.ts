import type { AuthModel, CredentialKind } from '../../spec/model.ts';
import { workingKinds, worksAlone } from '../predict/kinds.ts';
import type { TargetConfig } from '../target.ts';

/** Kinds that traffic can carry: those that a run can get anew; else, where nothing makes any, those of which one stands ready. */
export function kindsForTraffic(model: AuthModel, standing: readonly string[]): readonly CredentialKind[] {
  const anew = workingKinds(model);
  if (anew.length > 0) return anew;
  return [...model.credentials.values()].filter(
    ({ name, uses }) => uses === 'any' && standing.includes(name) && worksAlone(model, name),
  );
}

/** Kinds of which a credential stands ready on the target. */
export function standingKinds(
  model: AuthModel,
  { provisioned = [], credentials, users, control }: TargetConfig,
): readonly string[] {
  const { fixtures } = model;
  const given = provisioned.filter(({ state }) => state === 'active').map(({ kind }) => kind);
  const named = fixtures.credentials
    .filter(({ name }) => control !== undefined || credentials[name] !== undefined)
    .map(({ kind }) => kind);
  const canSignIn =
    control !== undefined || Object.values(users).some(({ password = '' }) => password !== '');
  const people = [...model.credentials.values()].filter(({ isPassword }) => isPassword && canSignIn);
  return [...new Set([...given, ...named, ...people.map(({ name }) => name)])];
}
