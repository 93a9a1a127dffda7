import { citationsOf, groundsOf } from '../../spec/facts.ts';
import type { Exchange } from '../../spec/history.ts';
import type { AuthModel, Citation, FixtureRecord } from '../../spec/model.ts';
import { readText } from '../lab/read-answer.ts';
import { switchOperation } from '../predict/switching.ts';
import { holdsId } from './reach.ts';
import type { View } from './view.ts';

/** Fixture records of all tenants but one that a body names. */
export function strangersIn(
  model: AuthModel,
  collection: string,
  tenant: string,
  body: string,
): readonly FixtureRecord[] {
  return (model.fixtures.records.get(collection) ?? []).filter(
    (record) => record.tenant !== tenant && holdsId(body, record.id),
  );
}

/** The active tenant that a profile shows, if it shows one. */
export function shownTenant(view: View, profile: Exchange | undefined): string | undefined {
  const operation = profile === undefined ? undefined : view.operation(profile);
  return profile?.response === undefined || operation === undefined
    ? undefined
    : readText(view.model, operation, profile.response, 'user.tenant');
}

/** What the document cites for switching, as far as the named facts go. */
export function groundsOfSwitch(model: AuthModel, ...facts: readonly string[]): readonly Citation[] {
  const operation = switchOperation(model);
  return operation === undefined ? [] : groundsOf(model, operation, ...facts);
}

/** What the document cites for the membership of a person. */
export function groundsOfPerson(model: AuthModel, user: string, fact: string): readonly Citation[] {
  const person = model.fixtures.users.get(user);
  return person === undefined ? [] : citationsOf(person, fact);
}

/** Besides the documented status: refusals that show nothing of another tenant. */
export const hidden: readonly number[] = [401, 403, 404, 410];
