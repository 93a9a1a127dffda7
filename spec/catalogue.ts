import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './errors.ts';
import { nearest } from './load/near-match.ts';

// From the folder above: in the published package this code stands in another one.
const vendors = join(dirname(import.meta.dirname), 'spec/vendors');
const ending = /\.(?:ya?ml|json)$/i;

/** Short names of the documents that come with the package, sorted. */
export function shippedSpecs(): readonly string[] {
  if (!existsSync(vendors)) return [];
  return readdirSync(vendors)
    .filter((file) => ending.test(file))
    .map((file) => file.replace(ending, ''))
    .toSorted();
}

/**
 * The file of a document, by the short name of a shipped one or by path (a path has a slash or a file ending).
 * @throws UsageError if there is no such document; it lists the shipped ones and the nearest name.
 */
export function resolveSpec(nameOrPath: string): string {
  const shipped = shippedSpecs();
  if (shipped.includes(nameOrPath)) return shippedFile(nameOrPath);
  const isPath = /[\\/]/.test(nameOrPath) || ending.test(nameOrPath);
  if (isPath && isFile(nameOrPath)) return nameOrPath;
  if (isPath)
    throw new UsageError(
      `There is no file "${nameOrPath}".${offer(basename(nameOrPath).replace(ending, ''), shipped)}`,
    );
  throw new UsageError(`There is no document "${nameOrPath}".${offer(nameOrPath, shipped)}`);
}

function shippedFile(name: string): string {
  const file = readdirSync(vendors).find(
    (candidate) => ending.test(candidate) && candidate.replace(ending, '') === name,
  );
  return join(vendors, file ?? `${name}.yaml`);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function offer(name: string, shipped: readonly string[]): string {
  const near = nearest(name, shipped);
  const meant = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `${meant} Shipped: ${shipped.join(', ')}. Or give the path of an OpenAPI document (.yaml or .json).`;
}
