import type { ExchangeRole } from '../../spec/history.ts';
import type { Operation } from '../../spec/model.ts';
import { entriesOf } from '../judging/entries.ts';
import { credentialOperations } from '../predict/kinds.ts';
import { actorsFor } from './actor.ts';
import { type Held, Lacking } from './held.ts';
import { keepFromAnswer } from './keep.ts';
import type { Lab, Sent } from './lab.ts';
import { list } from './lifecycle.ts';
import type { Presentation } from './present.ts';
import { readText } from './read-answer.ts';

interface Labels {
  readonly step: string;
  readonly role: ExchangeRole;
  readonly case: string;
  readonly control?: number | undefined;
  readonly unpaced?: boolean;
  /** Presented instead of somebody who may. */
  readonly present?: readonly Presentation[] | undefined;
}

/** Whose credential is to be like. */
export type Like = Pick<Held, 'kind'> & {
  readonly tenant?: string | undefined;
  readonly user?: string | undefined;
  readonly rights?: readonly string[];
};

/** Issues one credential like another, making no room for it; what it made, if it made one. */
export async function issueOnce(
  lab: Lab,
  issuer: Operation,
  like: Like,
  labels: Labels,
): Promise<{ sent: Sent; made: Held | undefined }> {
  const { kind, tenant, user, rights } = like;
  const takesOwner = issuer.request.some((place) => place.attribute === `${kind}.owner` && !place.readOnly);
  const byPeople = [...lab.users.values()].some(({ id }) => id === user);
  const wish = { tenant, user: takesOwner || !byPeople ? undefined : user };
  const { present: given, ...rest } = labels;
  const present = given ?? (await actorsFor(lab, issuer, wish)).present;
  const name = lab.unique('counted');
  const request = lab.build(issuer, {
    values: {
      [`${kind}.name`]: name,
      ...(user === undefined ? {} : { [`${kind}.owner`]: user }),
      ...(rights === undefined ? {} : { [`${kind}.rights`]: rights }),
    },
  });
  const sent = await lab.send({ ...rest, request, present });
  if (!sent.ok || readText(lab.model, issuer, sent, `${kind}.secret`) === undefined)
    return { sent, made: undefined };
  const made = keepFromAnswer(lab, {
    kind,
    how: 'issue',
    operation: issuer,
    answer: sent,
    name,
    ...(user === undefined ? {} : { user }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(rights === undefined ? {} : { rights }),
  });
  return { sent, made };
}

/** How many credentials the first list of the kind shows, if the document has one. */
export async function listed(lab: Lab, kind: string, like: Held, step: string): Promise<number | undefined> {
  const [by] = credentialOperations(lab.model, 'list', kind);
  if (by === undefined) return undefined;
  const { sent } = await list(lab, kind, { by, step, case: kind, tenant: like.tenant, owner: like.user });
  if (!sent.ok) throw new Lacking(`${by.key} answered ${sent.status}, so what exists cannot be counted`);
  if (sent.exchange.transport === 'hook') return Array.isArray(sent.json) ? sent.json.length : 0;
  return entriesOf(by, sent.exchange).length;
}
