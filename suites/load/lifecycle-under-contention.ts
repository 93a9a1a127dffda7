import type { CredentialKind, Operation } from '../../spec/model.ts';
import { actorsFor } from '../lab/actor.ts';
import { issueOnce, listed } from '../lab/counting.ts';
import { use, usesOf } from '../lab/exercise.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { credentialValues, ended } from '../lab/lifecycle.ts';
import { declaredLack } from '../lab/means.ts';
import { fromFixtures, obtain } from '../lab/obtain.ts';
import type { Presentation } from '../lab/present.ts';
import { aliveOf, managersOf, presentSelf, takes } from '../lab/self-management.ts';
import { settleEnd } from '../lab/settle.ts';
import { credentialOperations, issuedKinds } from '../predict/kinds.ts';
import { answeredBy, isRefusal } from './answered.ts';
import { LifecycleFindings } from './lifecycle-findings.ts';
import type { LoadProbe } from './probe.ts';

/** Beyond a maximum, or where there is none. */
const extraIssues = 6;

/** Beyond that a maximum is not filled. */
const largestMaximum = 200;

export const lifecycleUnderContention: LoadProbe = {
  id: 'lifecycle-under-contention',
  question:
    'Issued and revoked all at once, are maximum and minimum kept, does each acknowledged credential work, and is each acknowledged revocation final?',
  cites: ['OWASP ASVS 15.4.2', 'CWE-362', 'CWE-367'],
  thresholds: [
    'never more alive than the declared maximum, never fewer than the minimum',
    '0 acknowledged credentials that are refused, 0 acknowledged revocations that are not',
    '0 × 5xx',
  ],
  destructive: ['credentials'],
  cases: (model) => {
    const kinds = issuedKinds(model).map(({ name }) => name);
    return kinds.length > 0 ? kinds : 'no operation issues a credential that works by itself';
  },
  run: async (lab, _context, name) => {
    const kind = lab.model.credentials.get(name);
    const [issuer] = credentialOperations(lab.model, 'issue', name);
    if (kind === undefined || issuer === undefined) throw new Lacking(`no operation issues ${name}`);
    const found = new LifecycleFindings();
    const first =
      (kind.count.min > 0 ? fromFixtures(lab, name, { tenant: lab.model.fixtures.tenants[0] }) : undefined) ??
      (await obtain(lab, name));
    const made = await issueAtOnce(lab, kind, issuer, first, found);
    const working = await readAll(lab, made, first, found);
    const [by] = credentialOperations(lab.model, 'revoke', name);
    if (by !== undefined) {
      await revokeAtOnce(lab, by, working, found);
      // Who is let in at no time is not refused for the end of a credential.
      const isSeen = working.length > 0 || made.length === 0;
      if (kind.count.min > 0 && isSeen) await lastAtOnce(lab, kind, issuer, by, first, found);
    }
    return {
      verdict: found.verdict(),
      expected: expectationOf(kind),
      observed: [...found.told, ...found.problems, ...found.gaps, ...found.doubts].join('; '),
    };
  },
};

async function issueAtOnce(
  lab: Lab,
  kind: CredentialKind,
  issuer: Operation,
  first: Held,
  found: LifecycleFindings,
): Promise<readonly Held[]> {
  const { max } = kind.count;
  if (Number.isFinite(max) && max > largestMaximum)
    throw new Lacking(`a maximum of ${max} is too large to be filled`);
  const before = await listed(lab, kind.name, first, 'count-before');
  const amount = (Number.isFinite(max) ? max : 0) + extraIssues;
  const { present } = await issuerFor(lab, issuer, first);
  const answers = await Promise.all(
    Array.from({ length: amount }, () =>
      issueOnce(lab, issuer, first, {
        step: 'issue-at-once',
        role: 'probe',
        case: kind.name,
        unpaced: true,
        present,
      }),
    ),
  );
  const made = answers.flatMap((answer) => answer.made ?? []);
  for (const { sent } of answers) found.saw(sent.status);
  // Where a list shows the maximum already, none is right.
  if (made.length === 0 && (before ?? 0) < max)
    found.lacks(`none of ${amount} parallel calls of ${issuer.key} was acknowledged`);
  await settleStart(lab, kind);
  const after = await listed(lab, kind.name, first, 'count-after');
  const alive = after ?? (before ?? 1) + made.length;
  found.tell(`${made.length} of ${amount} issued at once, ${alive} alive then`);
  if (made.length > max) found.wrong(`${made.length} were acknowledged, of ${max} at most`);
  // Where others live, a list may show what has ended, too.
  const say = (text: string) => (lab.ground.shared ? found.doubt(text) : found.wrong(text));
  if (alive > max) say(`${alive} are alive, of ${max} at most`);
  if (before !== undefined && before + made.length > max)
    say(`${made.length} were acknowledged beside ${before}, of ${max} at most`);
  // A list may have pages; whether each of them works is tried below.
  if (after !== undefined && before !== undefined && after < before + made.length)
    found.tell(`the list does not show ${before + made.length - after} that were acknowledged`);
  return made;
}

/** Each of them once; tells which work. Where none is let in, nor the one that was made before them, that tells nothing of their making. */
async function readAll(
  lab: Lab,
  made: readonly Held[],
  first: Held,
  found: LifecycleFindings,
): Promise<readonly Held[]> {
  const working: Held[] = [];
  const refused: string[] = [];
  for (const held of made) {
    const sent = await readOnce(lab, held, 'issued-at-once');
    found.saw(sent.status);
    if (sent.ok) working.push(held);
    if (isRefusal(answeredBy(sent)))
      refused.push(`${held.alias} was issued and is refused with ${sent.status}`);
  }
  if (made.length > 0 && working.length === 0) {
    const { ok, status } = await readOnce(lab, first, 'made-before');
    if (!ok || refused.length === 0) {
      found.lacks(`none of them was let in, and ${first.alias} is answered with ${status || 'nothing'}`);
      return [];
    }
  }
  for (const text of refused) found.wrong(text);
  return working;
}

async function issuerFor(
  lab: Lab,
  issuer: Operation,
  like: Held,
): Promise<{ readonly present: readonly Presentation[] }> {
  const takesOwner = issuer.request.some(
    (place) => place.attribute === `${like.kind}.owner` && !place.readOnly,
  );
  const byPeople = [...lab.users.keys()].some((id) => id === like.user);
  return actorsFor(lab, issuer, {
    tenant: like.tenant,
    user: takesOwner || !byPeople ? undefined : like.user,
  });
}

async function settleStart(lab: Lab, kind: CredentialKind): Promise<void> {
  const { withinSeconds } = kind.starts;
  if (withinSeconds > 0) await lab.wait(withinSeconds, 'declared');
}

/** Each of them twice at once: the second call may be refused, but the end is final. */
async function revokeAtOnce(
  lab: Lab,
  by: Operation,
  made: readonly Held[],
  found: LifecycleFindings,
): Promise<void> {
  const victims = made.slice(0, Math.ceil(made.length / 2));
  const present = await Promise.all(victims.map((held) => presentFor(lab, by, held, victims)));
  const answers = await Promise.all(
    victims.flatMap((held, index) => [0, 1].map(() => remove(lab, by, held, present[index] ?? []))),
  );
  for (const { status } of answers) found.saw(status);
  const gone = victims.filter(
    (_, index) => answers[2 * index]?.ok === true || answers[2 * index + 1]?.ok === true,
  );
  const [first] = gone;
  if (first !== undefined) await settleEnd(lab, first);
  let refused = 0;
  for (const held of gone) {
    const sent = await readOnce(lab, held, 'revoked-at-once');
    found.saw(sent.status);
    if (sent.ok) found.wrong(`${held.alias} was revoked and is accepted`);
    if (isRefusal(answeredBy(sent))) refused += 1;
  }
  found.tell(`${gone.length} revoked at once, ${refused} of them refused`);
  if (victims.length > 0 && refused === 0)
    found.lacks(gone.length === 0 ? 'no revocation was acknowledged' : 'no refusal was seen after');
  for (const held of made.filter((one) => !victims.includes(one))) {
    const sent = await readOnce(lab, held, 'kept-at-once');
    if (isRefusal(answeredBy(sent)))
      found.wrong(`${held.alias} was not revoked and is refused with ${sent.status}`);
  }
}

/** Brings the number down to one more than the minimum and lets all that are left be revoked at once. */
async function lastAtOnce(
  lab: Lab,
  kind: CredentialKind,
  issuer: Operation,
  by: Operation,
  like: Held,
  found: LifecycleFindings,
): Promise<void> {
  const own = lab.obtained.filter(
    (one) =>
      one.kind === kind.name &&
      one.tenant === like.tenant &&
      // What stands ready where others live is not ours to end.
      (!lab.ground.shared || one.by !== undefined),
  );
  // What stands ready may have been taken up more than once.
  const alive = [...new Map(own.map((one) => [one.alias, one])).values()].filter(
    ({ alias }) => !lab.ended.has(alias),
  );
  const count = (await listed(lab, kind.name, like, 'count-left')) ?? alive.length;
  if (count > alive.length) {
    found.tell('the last ones were not all made here, so the minimum is left alone');
    return;
  }
  const wanted = kind.count.min + 1;
  for (const held of alive.slice(wanted))
    await remove(lab, by, held, await presentFor(lab, by, held, [held]));
  const last = alive.slice(0, wanted);
  while (last.length < wanted) {
    const { made } = await issueOnce(lab, issuer, like, {
      step: 'make-last',
      role: 'setup',
      case: kind.name,
    });
    if (made === undefined) throw new Lacking(`${issuer.key} was refused`);
    last.push(made);
  }
  const isOwn = takes(lab, by, kind.name) !== undefined;
  const present = await Promise.all(
    last.map(async (held) =>
      isOwn ? presentSelf(lab, by, held) : (await managersOf(lab, by, held)).present,
    ),
  );
  const answers = await Promise.all(last.map((held, index) => remove(lab, by, held, present[index] ?? [])));
  for (const { status } of answers) found.saw(status);
  const gone = answers.filter(({ ok }) => ok).length;
  const [ending] = last;
  if (ending !== undefined) await settleEnd(lab, ending);
  let refused = 0;
  for (const held of last) if (isRefusal(answeredBy(await readOnce(lab, held, 'last-at-once')))) refused += 1;
  // What got no answer may work.
  const left = last.length - refused;
  found.tell(
    `the last ${last.length} revoked at once: ${gone} acknowledged (${answers.map(({ status }) => status || 'nothing').join(', ')}), ${left} left`,
  );
  if (left < kind.count.min) found.wrong(`${left} are left, of ${kind.count.min} at least`);
}

/** Uses it where this target has something to use it at. */
function readOnce(lab: Lab, held: Held, step: string): Promise<Sent> {
  const at = usesOf(lab, held).find(
    ({ operation }) => declaredLack(lab.config.overlay, operation) === undefined,
  );
  return use(lab, held, { step, unpaced: true, at });
}

/** Somebody who may revoke it, and will not be gone before. */
async function presentFor(
  lab: Lab,
  by: Operation,
  held: Held,
  doomed: readonly Held[],
): Promise<readonly Presentation[]> {
  const alive = aliveOf(lab, held);
  if (alive !== undefined && !doomed.includes(alive)) return (await managersOf(lab, by, held)).present;
  return (await actorsFor(lab, by, { tenant: held.tenant, user: ownOnly(by) ? held.user : undefined }))
    .present;
}

function ownOnly(by: Operation): boolean {
  const takesOwner = by.request.some((place) => place.attribute === `${by.object}.owner` && !place.readOnly);
  return (
    !takesOwner &&
    Object.values(by.relation)
      .flat()
      .every((relation) => relation === 'owner')
  );
}

async function remove(lab: Lab, by: Operation, held: Held, present: readonly Presentation[]): Promise<Sent> {
  const sent = await lab.send({
    step: 'revoke-at-once',
    role: 'probe',
    case: held.alias,
    request: lab.build(by, { values: credentialValues(held) }),
    present,
    unpaced: true,
  });
  if (sent.ok && !lab.ended.has(held.alias)) ended(lab, held, 'revoke', sent.seq);
  return sent;
}

function expectationOf({ count }: CredentialKind): string {
  const bounds = [
    ...(Number.isFinite(count.max) ? [`at most ${count.max} alive`] : []),
    ...(count.min > 0 ? [`at least ${count.min} left`] : []),
  ];
  return ['each acknowledged issue works, each acknowledged revocation is final', ...bounds].join('; ');
}
