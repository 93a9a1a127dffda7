import type { Problem } from '../errors.ts';
import { asTexts, isNode, join } from '../load/json.ts';
import { suggestion } from '../load/near-match.ts';
import type { AuthModel } from '../model.ts';
import { statementOf, statements } from '../statements.ts';

interface Cited {
  readonly id: string;
  readonly pointer: string;
}

const prefixes: ReadonlySet<string> = new Set(statements.map(({ id }) => prefixOf(id)));

/**
 * Citations that look like those of the catalogue but lead nowhere, or into another vendor's documentation than the
 * rest of the document. Identifiers of other catalogues are nobody's business here.
 */
export function checkCitations(model: AuthModel): readonly Problem[] {
  const cited = citedIn(model.document).filter(({ id }) => prefixes.has(prefixOf(id)));
  const byDocument = Map.groupBy(cited, ({ id }) => statementOf(id)?.document);
  byDocument.delete(undefined);
  const [[own] = []] = [...byDocument].toSorted(([, left], [, right]) => right.length - left.length);
  return cited.flatMap(({ id, pointer }) => {
    const statement = statementOf(id);
    const message =
      statement === undefined
        ? `There is no statement "${id}".${suggestion(id, idsLike(id))}`
        : `"${id}" is a statement of ${statement.document}, the others here are of ${own}.`;
    return statement && statement.document === own ? [] : [{ severity: 'warning', pointer, message }];
  });
}

function idsLike(id: string): readonly string[] {
  return statements.map((statement) => statement.id).filter((known) => prefixOf(known) === prefixOf(id));
}

function prefixOf(id: string): string {
  return id.slice(0, id.indexOf('-') + 1);
}

function citedIn(document: unknown): readonly Cited[] {
  const cited: Cited[] = [];
  const seen = new Set<unknown>();
  visit(document, '#');
  return cited;

  function visit(value: unknown, pointer: string): void {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    for (const [key, item] of Object.entries(value)) {
      const place = join(pointer, key);
      if (key !== 'x-auth-source') visit(item, place);
      else if (!isNode(item)) collect(item, place);
      else for (const [fact, citations] of Object.entries(item)) collect(citations, join(place, fact));
    }
  }

  function collect(citations: unknown, pointer: string): void {
    for (const text of asTexts(citations)) cited.push({ id: text.split(' ')[0] ?? text, pointer });
  }
}
