import { type Call, type Outcome, type Refused, refuse, type Subject } from '../call.ts';
import { given, givenData } from '../given.ts';
import { isWithin } from '../reach.ts';
import { digestOf } from '../secrets/digest.ts';
import { chosenEnd, rightsGiven } from './make.ts';

/** The credentials of one kind within reach that have not ended. */
export function listCredentials(call: Call): Outcome {
  const kind = call.operation?.operation.object ?? '';
  const list: Subject[] = [];
  for (const credential of call.world.credentials.managed(kind, call.now)) {
    if (call.named && credential.owner !== call.named.id) continue;
    const subject: Subject = { type: 'credential', credential };
    if (isWithin(call, subject)) list.push(subject);
  }
  return { list, subject: list[0] };
}

/** By id, by value, or the presented one. Who asks after a value that does not work learns only that (RFC 7662 §2.2). */
export function readCredential(call: Call): Outcome | Refused {
  const kind = call.operation?.operation.object ?? '';
  const value = given(call, `${kind}.secret`);
  if (typeof value !== 'string') {
    return call.subject
      ? { subject: call.subject }
      : refuse('unknown-record', 'no credential is named or presented');
  }
  const { credentials } = call.world;
  const credential = credentials.byDigest(kind, digestOf(value));
  const subject: Subject | undefined = credential && { type: 'credential', credential };
  const works = credential && ['active', 'overlapping'].includes(credentials.stateOf(credential, call.now));
  return subject && works && isWithin(call, subject) ? { subject } : { inactive: true };
}

/** Changes name, rights, end and the switch, as far as the document offers a place for them. The secret stays. */
export function updateCredential(call: Call): Outcome | Refused {
  if (call.subject?.type !== 'credential')
    return refuse('unknown-record', 'no credential is named or presented');
  const { credential } = call.subject;
  const { kind } = credential;
  const plan = call.world.kind(kind.name);
  const rights = plan && rightsGiven(call, plan);
  if (rights && 'cause' in rights) return rights;
  const { set = {} } = call.operation?.operation ?? {};
  const name = set['name'] ?? given(call, `${kind.name}.name`);
  const enabled =
    set['enabled'] ??
    set['active'] ??
    given(call, `${kind.name}.enabled`) ??
    given(call, `${kind.name}.active`);
  const end = chosenEnd(call, kind.name);
  const isEndless = end === undefined && given(call, `${kind.name}.expiresAt`) === null;
  call.world.credentials.change(credential, {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof enabled === 'boolean' ? { enabled } : {}),
    ...(rights ? { rights } : {}),
    ...(kind.lifetime === 'optional' && (end !== undefined || isEndless) ? { expiresAt: end } : {}),
    data: { ...credential.data, ...givenData(call) },
  });
  return { subject: call.subject };
}
