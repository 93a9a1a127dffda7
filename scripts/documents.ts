import { globSync } from 'node:fs';
import { join } from 'node:path';
import { resolveSpec, shippedSpecs } from '../spec/catalogue.ts';
import { codeRoot } from './tool.ts';

/** Files of the made-up documents, which use the words that no shipped one needs. */
export function madeUpDocuments(): readonly string[] {
  return globSync('spec/made-up/*.yaml', { cwd: codeRoot })
    .toSorted()
    .map((file) => join(codeRoot, file));
}

/** Files of all documents, shipped ones first: the order in which a mutant looks for one that it applies to. */
export function allDocuments(): readonly string[] {
  return [...shippedSpecs().map(resolveSpec), ...madeUpDocuments()];
}
