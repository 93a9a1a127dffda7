import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** Ajv, loaded when somebody needs it: what is plainly right is found out without, and so most documents are. */
export function loadAjv(): typeof import('ajv/dist/2020.js').Ajv2020 {
  return (load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')).Ajv2020;
}
