import type { Sent } from '../lab/lab.ts';

/** An answer, as far as it tells whether somebody was let in. */
export interface Answered {
  readonly status: number;
  /** A 2xx whose body is no accepted answer, where the target file says what one holds. */
  readonly refusedInBody?: boolean;
}

export function isSuccess({ status, refusedInBody }: Answered): boolean {
  return status >= 200 && status < 300 && refusedInBody !== true;
}

/**
 * Was somebody refused for what they presented? A way to a sign-in is a refusal, too. A limit that is reached is none, nor
 * is a broken server.
 */
export function isRefusal({ status, refusedInBody }: Answered): boolean {
  return (status >= 300 && status < 500 && status !== 429) || refusedInBody === true;
}

/** The same of an answer to a single request. */
export function answeredBy({ status, ok }: Sent): Answered {
  return { status, refusedInBody: !ok && status >= 200 && status < 300 };
}

/** What fails whatever else was seen, or makes it inconclusive; empty if nothing. */
export function troubleIn(broken: number, unanswered: number): string {
  const parts = [
    ...(broken === 0 ? [] : [`${broken} × 5xx`]),
    ...(unanswered === 0 ? [] : [`${unanswered} without an answer`]),
  ];
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}
