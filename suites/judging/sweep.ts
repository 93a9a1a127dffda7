import type { Exchange } from '../../spec/history.ts';
import type { AuthModel, Citation, Operation } from '../../spec/model.ts';
import { parseJson } from '../lab/read-answer.ts';
import { cellGrounds, matrixSchemes } from '../predict/matrix-cells.ts';
import type { Subject } from '../predict/permits.ts';
import { statusOf } from './findings.ts';
import type { View } from './view.ts';

/** Why rules about the permission matrix have nothing to check, or `true`. */
export function hasMatrix(model: AuthModel): true | string {
  return matrixSchemes(model).length > 0 || 'no credential holds names that decide what it may call';
}

/** Who made a call of the sweep, as the experiment wrote it down. */
export function subjectOf(exchange: Exchange): Subject {
  return {
    kind: String(exchange.detail['kind'] ?? ''),
    own: namesIn(exchange.detail['own']),
    owner: namesIn(exchange.detail['owner']),
  };
}

export function schemeOf(exchange: Exchange): string {
  return String(exchange.detail['scheme'] ?? '');
}

function namesIn(value: unknown): readonly string[] {
  const parsed = typeof value === 'string' ? parseJson(value) : undefined;
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

/** What the document cites for the cell that an exchange of the sweep fell on. */
export function groundsOfCell(view: View, exchange: Exchange, operation: Operation): readonly Citation[] {
  return cellGrounds(view.model, operation, schemeOf(exchange), subjectOf(exchange));
}

/** A refusal of any kind, other than by a rate limit. */
export const refusalStatuses: readonly number[] = [400, 401, 403, 404, 405, 406, 409, 410, 415, 422, 501];

export function isRefused(exchange: Exchange): boolean {
  return refusalStatuses.includes(statusOf(exchange));
}

/** A refusal for want of a right or of reach: a valid request that is not done. Which status it is, other rules judge. */
export const closedStatuses: readonly number[] = [401, 403, 404, 405, 410];

/** Did the plain call of the same caller fall where it should? If not, a variant of it proves nothing about the variant. */
export function plainIsRefused(view: View, probe: Exchange): boolean {
  const plain = view
    .exchanges({ experiment: probe.experiment, step: ['denied', 'denied-plain'] })
    .find(
      (one) =>
        one.operation === probe.operation &&
        one.detail['label'] === probe.detail['label'] &&
        schemeOf(one) === schemeOf(probe),
    );
  return plain === undefined || isRefused(plain);
}

/** The object with an id anywhere in a JSON text, as comparable text; undefined if there is none. */
export function objectWithId(text: string | undefined, id: string): string | undefined {
  return text === undefined ? undefined : find(parseJson(text));

  function find(value: unknown): string | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const members = Array.isArray(value) ? value : Object.values(value);
    if (!Array.isArray(value) && members.includes(id)) return JSON.stringify(value);
    for (const member of members) {
      const found = find(member);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Length of the list in a JSON answer: the body itself or its longest member that is one. */
export function longestList(text: string | undefined): number | undefined {
  const body = text === undefined ? undefined : parseJson(text);
  if (Array.isArray(body)) return body.length;
  const lists =
    typeof body === 'object' && body !== null
      ? Object.values(body).filter((member) => Array.isArray(member))
      : [];
  return lists.length === 0 ? undefined : Math.max(...lists.map((list) => list.length));
}
