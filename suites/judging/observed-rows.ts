import type { Exchange } from '../../spec/history.ts';
import type { MatrixRow } from '../../spec/model.ts';
import { statusOf, succeeded } from './findings.ts';
import { isRefused, schemeOf, subjectOf } from './sweep.ts';
import type { View } from './view.ts';

/** A printed row as the sweep found it: methods that worked, per role in column order. */
export interface ObservedRow {
  readonly row: MatrixRow;
  readonly cells: readonly (readonly string[])[];
  /** Cells that were not tried or got no usable answer. */
  readonly missing: readonly string[];
  readonly evidence: readonly number[];
}

/** Every row that the document cites as printed, as observed by the sweep of the matrix. */
export function observedRows(view: View): readonly ObservedRow[] {
  const tried = view.exchanges({ experiment: 'matrix-sweep', step: ['allowed', 'denied'] });
  return view.model.matrix
    .filter(({ sequence }) => sequence !== undefined)
    .map((row) => {
      const operations = view.model.operations.filter(
        ({ path, objectKind }) => objectKind === 'record' && collectionOf(path) === row.path,
      );
      const missing: string[] = [];
      const evidence: number[] = [];
      const cells = [...row.cells].map(([name, methods]) =>
        [...methods.keys()].filter((method) => {
          const operation = operations.find((candidate) => candidate.method === method);
          if (operation === undefined) return false;
          const exchange = tried.find(
            (candidate) =>
              candidate.operation === operation.key &&
              schemeOf(candidate) === row.scheme &&
              isHolderOf(candidate, name),
          );
          if (exchange === undefined || !(succeeded(exchange) || isRefused(exchange)))
            missing.push(`${name} × ${operation.key}`);
          if (exchange !== undefined) evidence.push(exchange.seq);
          return succeeded(exchange);
        }),
      );
      return { row, cells, missing, evidence };
    });
}

function isHolderOf(exchange: Exchange, name: string): boolean {
  const { own, owner } = subjectOf(exchange);
  const names = new Set([...own, ...owner]);
  return names.size === 1 && names.has(name) && statusOf(exchange) !== 429;
}

function collectionOf(path: string): string {
  return path.replace(/\/\{[^/{}]*\}$/, '') || path;
}
