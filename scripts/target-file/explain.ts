import type { ErrorObject } from 'ajv/dist/2020.js';
import { asNode, join } from '../../spec/load/json.ts';
import { suggestion } from '../../spec/load/near-match.ts';
import { capabilities } from '../../spec/overlay.ts';

/** One error of the schema: the place, and what is wrong there. Values are not repeated: one may be a secret. */
export function explain(error: ErrorObject): readonly [pointer: string, message: string] {
  const parent = asNode(error.parentSchema);
  const params = asNode(error.params);
  const pointer = `#${error.instancePath}`;
  const says = typeof parent['says'] === 'string' ? parent['says'] : undefined;
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      const known = Object.keys(asNode(parent['properties']));
      return [join(pointer, name), `unknown key "${name}".${suggestion(name, known)}`];
    }
    case 'required':
      return [
        pointer,
        `lacks "${String(params['missingProperty'])}"${says === undefined ? '' : `: expected ${says}`}`,
      ];
    case 'enum': {
      const known = Array.isArray(parent['enum']) ? parent['enum'].map(String) : [];
      return [pointer, `unknown value.${suggestion(String(error.data), known)}`];
    }
    case 'anyOf':
      return [
        pointer,
        `unknown capability.${suggestion(String(error.data), Object.keys(capabilities))} There are also user:<name>, credential:<kind>, operation:<METHOD /path>.`,
      ];
    case 'propertyNames':
      return [
        join(pointer, String(params['propertyName'])),
        'not the key of an operation, such as POST /tokens',
      ];
    default:
      return [pointer, says === undefined ? (error.message ?? 'does not fit') : `expected ${says}`];
  }
}
