import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { OpenAPIV3_1 } from 'openapi-types';
import { type Problem, SpecError } from './errors.ts';
import { inherit } from './facts.ts';
import { buildCredentials, buildSchemes } from './load/build-credentials.ts';
import { buildFixtures } from './load/build-fixtures.ts';
import { buildMatrix } from './load/build-matrix.ts';
import { buildOperations } from './load/build-operations.ts';
import { tiersOn } from './load/build-tiers.ts';
import { kindNames } from './load/catalogue-names.ts';
import { checkNames } from './load/check-names.ts';
import { checkStructure, type Report } from './load/check-structure.ts';
import { checkVocabulary } from './load/check-vocabulary.ts';
import { deepFreeze } from './load/freeze.ts';
import { asNode, asText, type Node, nodesOf } from './load/json.ts';
import { rememberPositions } from './load/positions.ts';
import { resolveReferences } from './load/resolve.ts';
import { sourcePointer } from './load/source-pointer.ts';
import { parseSource, type SourceText } from './load/source-text.ts';
import { citesAnything, factsOf } from './load/sources.ts';
import { upgrade } from './load/upgrade.ts';
import type { AuthModel, Departure, SecurityScheme, Tier } from './model.ts';

/**
 * Reads an OpenAPI document (3.1, or 3.0 as 3.1; YAML or JSON) and makes the frozen model of it.
 * @throws SpecError with every problem found, each with its JSON pointer, line and mend.
 */
export function loadFile(path: string): AuthModel {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new SpecError(path, [
      { severity: 'error', pointer: '#', message: `Cannot read the file (${code}).` },
    ]);
  }
  return loadText(text, path);
}

/** As `loadFile`, for text that is already there; `fileName` gives the model its name and messages their place. */
export function loadText(text: string, fileName: string): AuthModel {
  const source = parseSource(text, fileName);
  const document = upgrade(source.value);
  checked(source, (report) => {
    checkStructure(document, report);
  });
  const raw = asNode(document);
  checked(source, (report) => checkVocabulary(raw, report));
  const resolved = checked(source, (report) => resolveReferences(raw, report));
  // A reference may bring keys beside it into a place where they mean nothing.
  const whole = checked(source, (report) => (isDocument(resolved, report) ? resolved : undefined));
  checked(source, (report) => checkNames(raw, report));
  if (whole === undefined)
    throw new TypeError('The structure check let something through that is not OpenAPI.');
  const model = deepFreeze(buildModel(whole, fileName));
  rememberPositions(model, source);
  return model;
}

/** Runs one check and throws what it reports, all at once. */
function checked<T>(source: SourceText, check: (report: Report) => T): T {
  const problems = new Map<string, Problem>();
  const result = check((found, message) => {
    const pointer = sourcePointer(source.value, found);
    const position = source.locate(pointer);
    const key = `${position?.line ?? pointer}:${position?.column ?? ''} ${message}`;
    if (!problems.has(key)) problems.set(key, { severity: 'error', pointer, message, ...position });
  });
  if (problems.size > 0) throw new SpecError(source.file, [...problems.values()]);
  return result;
}

type Document = Node & OpenAPIV3_1.Document;

function buildModel(document: Document, fileName: string): AuthModel {
  const cites = citesAnything(document);
  const operations = buildOperations(document, kindNames(document), cites);
  const schemes = buildSchemes(document);
  const credentials = buildCredentials(document, schemes, operations);
  return {
    name: basename(fileName).replace(/\.(?:ya?ml|json)$/i, ''),
    title: document.info.title,
    source: fileName,
    cites,
    document,
    credentials,
    schemes,
    operations,
    tiers: [...outerTiers(document, schemes, cites), ...operations.flatMap((operation) => operation.tiers)],
    matrix: buildMatrix(operations, schemes, credentials, cites),
    fixtures: buildFixtures(document, credentials, operations),
    departures: departuresOf(document),
    facts: factsOf(document),
  };
}

function isDocument(node: Node, report: Report): node is Document {
  return checkStructure(node, report);
}

function outerTiers(
  document: Node,
  schemes: ReadonlyMap<string, SecurityScheme>,
  cites: boolean,
): readonly Tier[] {
  const facts = factsOf(document);
  const onSchemes = nodesOf(asNode(document['components'])['securitySchemes']).flatMap(([scheme, node]) =>
    tiersOn(node, { on: 'scheme', scheme }, schemes.get(scheme)?.facts ?? facts, cites),
  );
  return [...tiersOn(document, { on: 'document' }, facts, cites), ...onSchemes];
}

function departuresOf(document: Node): ReadonlyMap<string, Departure> {
  const departures = document['x-auth-departures'];
  return new Map(
    nodesOf(departures)
      .filter(([rule]) => rule !== 'x-auth-source')
      .map(([rule, node]) => [
        rule,
        {
          rule,
          from: asText(node['from']) ?? '',
          because: asText(node['because']) ?? '',
          facts: inherit(factsOf(node), factsOf(departures), factsOf(document)),
        },
      ]),
  );
}
