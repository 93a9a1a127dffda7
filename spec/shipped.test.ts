import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, describe as group, it } from 'vitest';
import { parse } from 'yaml';
import { resolveSpec, shippedSpecs } from './catalogue.ts';
import { describe } from './describe.ts';
import { UsageError } from './errors.ts';
import { lint } from './lint.ts';
import { loadFile } from './load.ts';
import { statements } from './statements.ts';

const madeUp = readdirSync(join(import.meta.dirname, 'made-up')).map((file) =>
  join(import.meta.dirname, 'made-up', file),
);

group.each(shippedSpecs().map((name) => [name, resolveSpec(name)] as const))('%s', (name, file) => {
  const model = loadFile(file);

  it('is OpenAPI 3.1 for a validator that is not ours', async () => {
    const result = await new Validator().validate(parse(readFileSync(file, 'utf8')));
    expect(result).toEqual({ valid: true });
  });

  it('has no lint error', () => {
    expect(lint(model).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('cites statements that exist, of its own document', () => {
    const own = new Set(statements.filter(({ document }) => document === name).map(({ id }) => id));
    const cited = new Set(JSON.stringify(model.document).match(/\b(?:RG|RT|BZ|UA|CD)-\d\d\b/g));
    expect([...cited].filter((id) => !own.has(id))).toEqual([]);
    expect(cited.size).toBeGreaterThan(20);
  });

  it('gives examples that its own schemas accept', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const wrong = model.operations.flatMap(({ key, responses }) =>
      [...responses.values()]
        .filter(
          ({ schema, example }) =>
            schema !== undefined && example !== undefined && !ajv.validate(schema, example),
        )
        .map(({ status }) => `${key} ${status}: ${ajv.errorsText()}`),
    );
    expect(wrong).toEqual([]);
  });

  it('means what it meant', () => {
    expect(describe(model).join('\n')).toMatchSnapshot();
  });
});

group.each(madeUp)('made up: %s', (file) => {
  it('is OpenAPI 3.1 for a validator that is not ours', async () => {
    expect(await new Validator().validate(parse(readFileSync(file, 'utf8')))).toEqual({ valid: true });
  });

  it('has no lint error', () => {
    expect(lint(loadFile(file)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

it('resolves names and paths, and helps with those that are neither', () => {
  expect(shippedSpecs()).toEqual(['bezala', 'codat', 'cutover', 'regate', 'regen-therapy']);
  expect(resolveSpec(resolveSpec('codat'))).toBe(resolveSpec('codat'));
  expect(() => resolveSpec('regaet')).toThrow(UsageError);
  expect(() => resolveSpec('regaet')).toThrow(
    /There is no document "regaet"\. Did you mean "regate"\? Shipped: bezala, codat/,
  );
  expect(() => resolveSpec('./nowhere.yaml')).toThrow(/There is no file "\.\/nowhere\.yaml"/);
  expect(() => resolveSpec('zzzzzzzzzz')).toThrow(/^There is no document "zzzzzzzzzz"\. Shipped:/);
});
