import { acceptedSchema, schemaFault } from './accepted.ts';
import { isOverHttp, kindNames, schemeNames } from './catalogue-names.ts';
import { checkFixtures } from './check-fixtures.ts';
import type { Report } from './check-structure.ts';
import { checkTiers } from './check-tiers.ts';
import { intervalOf } from './durations.ts';
import { asList, asNode, asTexts, isNode, join, type Node, tokensOf } from './json.ts';
import { suggestion } from './near-match.ts';
import { attributes, credentialVerbs, objectVerbs } from './vocabulary.ts';
import { type Visit, walk } from './walk.ts';

const reserved = ['user', 'membership', 'tenant', 'record', 'tier'];

/** Refuses names that do not resolve: schemes, credentials, attributes, verbs, fixtures. */
export function checkNames(document: Node, report: Report): void {
  const kinds = kindNames(document);
  const schemes = schemeNames(document);
  const paths = Object.keys(asNode(document['paths']));
  for (const [index, name] of kinds.entries()) {
    const where = schemes.includes(name) ? 'securitySchemes' : 'schemas';
    if (reserved.includes(name))
      report(join('#/components', where, name), `A credential cannot be called "${name}".`);
    if (kinds.indexOf(name) !== index)
      report(join('#/components', where, name), `Two credentials are called "${name}".`);
  }
  walk(document, (visit) => {
    if (visit.kind === 'requirement') {
      for (const name of Object.keys(visit.node)) {
        if (!isOverHttp(asNode(asNode(asNode(document['components'])['securitySchemes'])[name]))) {
          report(
            join(visit.pointer, name),
            `"${name}" is a client certificate (mutualTLS), which no request carries: it cannot be required here.`,
          );
        } else if (!schemes.includes(name)) {
          report(
            join(visit.pointer, name),
            `There is no security scheme "${name}".${suggestion(name, schemes)}`,
          );
        }
      }
    }
    checkFields(visit, kinds, report);
    checkTiers(visit, report);
    if (visit.kind === 'operation') checkOperation(visit, kinds, paths, report);
    if ('x-auth-credential' in visit.node) checkCredential(visit, schemes, report);
    if (visit.kind === 'schema') {
      checkPattern(visit, report);
      checkAlgorithm(visit, report);
    }
  });
  checkFixtures(document, kinds, paths, report);
}

function checkFields({ node, pointer }: Visit, kinds: readonly string[], report: Report): void {
  for (const attribute of asTexts(node['x-auth-field'])) {
    if (attribute === 'tiers') continue;
    const dot = attribute.lastIndexOf('.');
    const object = attribute.slice(0, dot);
    const name = attribute.slice(dot + 1);
    const place = join(pointer, 'x-auth-field');
    const known = kinds.includes(object)
      ? attributes.credential
      : Object.entries(attributes).find(([key]) => key === object)?.[1];
    if (known === undefined || object === 'credential') {
      report(
        place,
        `There is no object "${object}".${suggestion(object, [...kinds, 'user', 'tenant', 'record', 'tier'])}`,
      );
    } else if (!known.includes(name)) {
      report(place, `"${object}" has no attribute "${name}".${suggestion(name, known)}`);
    }
  }
}

function checkOperation(
  { node, pointer }: Visit,
  kinds: readonly string[],
  paths: readonly string[],
  report: Report,
): void {
  if (!('x-auth-operation' in node)) return;
  const place = join(pointer, 'x-auth-operation');
  const verbs = Object.entries(asNode(node['x-auth-operation'])).filter(
    ([key]) => !['set', 'within', 'accepted'].includes(key) && !key.startsWith('x-'),
  );
  const [first, second] = verbs;
  if (first === undefined || second !== undefined) {
    report(place, `An operation has one verb, this one has ${verbs.length}.`);
    return;
  }
  const accepted = acceptedSchema(asNode(node['x-auth-operation'])['accepted']);
  const fault = accepted === undefined ? undefined : schemaFault(accepted);
  if (fault !== undefined) report(join(place, 'accepted'), `Not a JSON Schema by itself: ${fault}.`);
  const [verb, value] = first;
  const object = String(value);
  const isKind = kinds.includes(object);
  const others = ['user', 'membership', 'tenant'];
  if (!isKind && !others.includes(object) && !(object.startsWith('/') && paths.includes(object))) {
    report(
      join(place, verb),
      `There is no object "${object}".${suggestion(object, [...kinds, ...others, ...paths])}`,
    );
    return;
  }
  const suiting: readonly string[] = isKind ? credentialVerbs : objectVerbs;
  if (!suiting.includes(verb)) {
    report(join(place, verb), `"${verb}" cannot be done to ${object}; that takes ${suiting.join(', ')}.`);
  }
}

function checkCredential({ kind, node, pointer }: Visit, schemes: readonly string[], report: Report): void {
  const place = join(pointer, 'x-auth-credential');
  const credential = asNode(node['x-auth-credential']);
  if (kind === 'schema') {
    const [components, schemas, , further] = tokensOf(pointer);
    if (components !== 'components' || schemas !== 'schemas' || further !== undefined) {
      report(
        place,
        'A schema that is a credential needs a name: put it into components.schemas and refer to it.',
      );
    }
    if ('of' in credential)
      report(join(place, 'of'), '"of" stands on a second security scheme, not on a schema.');
  }
  for (const member of ['lifetime', 'idle']) {
    const time = credential[member];
    const isTime = isNode(time) || (typeof time === 'string' && time !== 'none' && time !== 'optional');
    if (isTime && intervalOf(time).afterSeconds === 0) {
      report(
        join(place, member),
        `Must be longer than zero: no time is promised in which the credential works. Say how long in "after", or ${member}: none.`,
      );
    }
  }
  for (const member of ['lifetime', 'idle', 'rotation', 'starts', 'ends']) {
    const time = credential[member];
    const interval = intervalOf(time);
    if (isNode(time) && interval.withinSeconds < interval.afterSeconds) {
      report(
        join(place, member),
        '"within" is shorter than "after": the new state would be promised before the old one ends.',
      );
    }
  }
  const { min, max } = asNode(credential['count']);
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    report(join(place, 'count'), '"min" is above "max".');
  const of = credential['of'];
  if (typeof of === 'string') {
    if (!schemes.includes(of))
      report(join(place, 'of'), `There is no security scheme "${of}".${suggestion(of, schemes)}`);
    for (const member of Object.keys(credential)) {
      if (!['of', 'value', 'x-auth-source'].includes(member)) {
        report(
          join(place, member),
          `"${member}" belongs to "${of}": a second carrier says only "of" and "value".`,
        );
      }
    }
  } else if (
    node['scheme'] === 'basic' &&
    !('value' in credential) &&
    asTexts(credential['rights']).includes('own')
  ) {
    report(
      place,
      'A Basic credential with rights of its own needs "value": which part of user:password is the secret?',
    );
  }
}

const algorithm = /^(?:(?:HS|RS|PS|ES)(?:256|384|512)|EdDSA)$/;

/** Whoever issues a token signs it: with an algorithm that there is, and never with `none`. */
function checkAlgorithm({ node, pointer }: Visit, report: Report): void {
  if (node['contentMediaType'] !== 'application/jwt') return;
  if (asNode(node['x-auth-credential'])['issuedBy'] === 'third-party') return;
  const header = asNode(asList(asNode(node['contentSchema'])['prefixItems'])[0]);
  const alg = asNode(asNode(header['properties'])['alg']);
  const place = join(pointer, 'contentSchema', 'prefixItems', 0, 'properties', 'alg');
  const named = 'const' in alg ? [alg['const']] : asList(alg['enum']);
  for (const name of named) {
    if (typeof name === 'string' && algorithm.test(name)) continue;
    report(
      place,
      `Nothing signs with ${JSON.stringify(name)}: take HS, RS, PS or ES with 256, 384 or 512, or EdDSA.`,
    );
  }
}

function checkPattern({ node, pointer }: Visit, report: Report): void {
  if (typeof node['pattern'] !== 'string') return;
  try {
    new RegExp(node['pattern'], 'u');
  } catch {
    report(join(pointer, 'pattern'), `Not a regular expression (ECMA-262, unicode): ${node['pattern']}`);
  }
}
