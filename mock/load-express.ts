import { createRequire } from 'node:module';
import type express from 'express';

const load = createRequire(import.meta.url);

/** Express, loaded when somebody needs it: the API itself is served without. */
export function loadExpress(): typeof express {
  return load('express') as typeof express;
}
