import type { IssuedFact } from '../../spec/history.ts';
import type { Operation } from '../../spec/model.ts';
import type { Held } from './held.ts';
import { Lacking } from './held.ts';
import type { Lab, Sent } from './lab.ts';
import { readAttribute, readText } from './read-answer.ts';
import { traitsOf } from './traits.ts';

export interface KeepInput {
  readonly kind: string;
  readonly how: IssuedFact['how'];
  /** Either the secret itself, or the answer that holds it. */
  readonly secret?: string;
  readonly operation?: Operation;
  readonly answer?: Sent;
  readonly alias?: string;
  readonly id?: string;
  readonly name?: string;
  readonly user?: string | undefined;
  readonly tenant?: string;
  readonly rights?: readonly string[];
  readonly expiresAt?: string;
  readonly after?: string;
  readonly session?: string;
  /** `seq` of the exchange that gave it out, where `answer` is not given. */
  readonly by?: number;
}

/**
 * Takes a credential into the lab: registers its secret, writes the fact, and keeps what else the answer gave out
 * (the refresh token beside an access token) as companions.
 * @throws Lacking if the answer holds no secret where the document says it stands
 */
export function keepFromAnswer(lab: Lab, input: KeepInput): Held {
  const { operation, answer } = input;
  const read = (attribute: string) =>
    operation === undefined || answer === undefined
      ? undefined
      : readText(lab.model, operation, answer, `${input.kind}.${attribute}`);
  const by = answer?.seq ?? input.by;
  const secret = input.secret ?? read('secret');
  if (secret === undefined || secret === '') {
    throw new Lacking(
      `${operation?.key ?? 'the answer'} gave no ${input.kind}.secret where the document says it stands`,
    );
  }
  const alias = input.alias ?? lab.taint.aliasFor(input.kind, secret, lab.experiment);
  if (input.alias !== undefined) lab.taint.register(alias, secret);
  const session = input.session ?? (input.how === 'login' ? `session of ${alias}` : undefined);
  const companions =
    operation === undefined || answer === undefined
      ? new Map<string, Held>()
      : keepCompanions(lab, input, session);
  const id = input.id ?? read('id');
  const expiresAt = input.expiresAt ?? read('expiresAt');
  const rights =
    operation === undefined || answer === undefined
      ? input.rights
      : (listed(lab, operation, answer, `${input.kind}.rights`) ?? input.rights);
  const optional = {
    ...(id === undefined ? {} : { id }),
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.tenant === undefined ? {} : { tenant: input.tenant }),
    ...(rights === undefined ? {} : { rights }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(session === undefined ? {} : { session }),
  };
  lab.fact({
    fact: 'issued',
    credential: alias,
    type: input.kind,
    how: input.how,
    ...optional,
    ...(input.user === undefined ? {} : { owner: input.user }),
    ...(input.after === undefined ? {} : { after: input.after }),
    ...(by === undefined ? {} : { by }),
    secret: traitsOf(lab.model.credentials.get(input.kind), secret, {
      // A server has one key: its first tokens tell.
      tryKeys: lab.obtained.filter(({ kind }) => kind === input.kind).length < 2,
      names: [lab.model.name, lab.model.title],
    }),
  });
  const held: Held = {
    alias,
    kind: input.kind,
    secret,
    ...optional,
    ...(input.user === undefined ? {} : { user: input.user }),
    ...(by === undefined ? {} : { by }),
    companions,
    madeAtSeconds: lab.elapsedSeconds,
  };
  lab.obtained.push(held);
  return held;
}

function keepCompanions(lab: Lab, input: KeepInput, session: string | undefined): ReadonlyMap<string, Held> {
  const { operation, answer, user, tenant, how, after } = input;
  const companions = new Map<string, Held>();
  if (operation === undefined || answer === undefined) return companions;
  for (const kind of lab.model.credentials.keys()) {
    if (kind === input.kind) continue;
    const secret = readText(lab.model, operation, answer, `${kind}.secret`);
    if (secret === undefined) continue;
    companions.set(
      kind,
      keepFromAnswer(lab, {
        kind,
        secret,
        how,
        by: answer.seq,
        ...(user === undefined ? {} : { user }),
        ...(tenant === undefined ? {} : { tenant }),
        ...(session === undefined ? {} : { session }),
        ...(after === undefined ? {} : { after }),
      }),
    );
  }
  return companions;
}

/** Names in an answer: an array, or space-separated text (RFC 6749 §3.3). */
function listed(
  lab: Lab,
  operation: Operation,
  answer: Sent,
  attribute: string,
): readonly string[] | undefined {
  const found = readAttribute(lab.model, operation, answer, attribute);
  if (found.length === 0) return undefined;
  return found.flatMap((value) => (Array.isArray(value) ? value.map(String) : String(value).split(' ')));
}
