import type { SignatureRequest } from '../../spec/control.ts';
import { isRecord } from '../plan/schema.ts';
import type { World } from '../state/world.ts';
import { ControlError } from './error.ts';

/** A signing fixture: the server's own signature over whatever a tester wants to see refused. The key stays inside. */
export async function signClaims(world: World, body: Readonly<Record<string, unknown>>): Promise<string> {
  const { kind, claims, header = {} } = parse(body);
  const plan = world.kind(kind);
  if (!plan?.jwt || plan.kind.issuedBy !== 'self')
    throw bad('"kind" must be a credential that this server issues as a JWT.');
  try {
    return await plan.jwt.authority.signText(claims, header);
  } catch {
    throw bad('No token can have this header.');
  }
}

function parse({ kind, claims, header }: Readonly<Record<string, unknown>>): SignatureRequest {
  if (typeof kind !== 'string' || typeof claims !== 'string')
    throw bad('"kind" and "claims" must be text; "claims" holds the JSON that is signed.');
  if (header !== undefined && !isRecord(header)) throw bad('"header" must be an object.');
  return { kind, claims, ...(header ? { header } : {}) };
}

function bad(message: string): ControlError {
  return new ControlError(400, 'bad-request', message);
}
