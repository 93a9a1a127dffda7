import { Lacking } from '../lab/held.ts';
import type { Guard, Step } from '../lab/lab.ts';
import { isLoopback } from '../target.ts';

const safe = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];

/** Does a field or parameter ask for another method than the one of the request line? */
function isOverridden({ headers = [], query = [] }: Step): boolean {
  return (
    headers.some(([name]) => /^x-(?:http-)?method(?:-override)?$/i.test(name)) ||
    query.some(([name]) => name === '_method')
  );
}

/** Some end a session on GET; whoever tests with one credential would be without it from then on. */
function refuseEnd({ request, present }: Step): void {
  const works = present.some(({ presented }) => presented.credential !== undefined);
  if (works && /\/(?:log|sign)-?(?:out|off)(?:\/|$)/i.test(request.operation.path))
    throw new Lacking(
      `${request.operation.key} looks as if it ended the credential that the run has: it is not called with it`,
      `operation:${request.operation.key}`,
    );
}

/**
 * Changes were not opted in: what may change something is never sent with a credential that works, and to other
 * machines not without one either, since a guard with a hole would let it through.
 */
export const readsOnly: Guard = (step, url) => {
  refuseEnd(step);
  const method = step.method ?? step.request.method;
  if (safe.includes(method.toUpperCase()) && !isOverridden(step)) return;
  const works = step.present.some(({ presented }) => presented.credential !== undefined);
  if (works)
    throw new Lacking(
      `${method} with a credential may change something: opt in with --destructive`,
      'isolation',
    );
  if (!isLoopback(url))
    throw new Lacking(
      `${method} may change something if it is not refused: opt in with --destructive`,
      'isolation',
    );
};

/** Changes were opted in, but only to what the run made itself: these ids are somebody's. */
export function changesOwnOnly(foreign: ReadonlySet<string>): Guard {
  const segments = new Set([...foreign].map(encodeURIComponent));
  return (step) => {
    refuseEnd(step);
    const method = step.method ?? step.request.method;
    if (safe.includes(method.toUpperCase()) && !isOverridden(step)) return;
    const { operation, path } = step.request;
    const creates = operation.verb === 'create' && method === operation.method;
    const theirs = (step.rawPath ?? path).split('/').find((segment) => segments.has(segment));
    if (theirs !== undefined && !creates)
      throw new Lacking(
        `${method} ${operation.path} would change a record that this run did not make, and nothing in the document makes one`,
      );
  };
}
