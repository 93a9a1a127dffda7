import { describe, expect, test } from 'vitest';
import { bench, modelOf } from './bench.test-data.ts';

/** A document without a word of our vocabulary is served too. */
const bare = `
openapi: 3.1.0
info: {title: 'A "bare" one', version: '1'}
paths:
  /pets:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: object, required: [items], properties: {items: {type: array, items: {type: object, required: [petId, name], properties: {petId: {type: integer}, name: {type: string}}}}}}}}}}}
    post: {requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}, responses: {'201': {description: ok, content: {application/json: {schema: {type: object, required: [petId], properties: {petId: {type: integer}, name: {type: string}}}}}}}}
  /pets/{petId}:
    parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {oneOf: [{type: 'null'}, {type: object, required: [petId], properties: {petId: {type: integer}}}]}}}}, default: {description: err, content: {application/json: {schema: {type: object, required: [message], properties: {message: {type: string}}}}}}}}
    delete: {responses: {'204': {description: gone}}}
  /health: {get: {responses: {'200': {description: ok, content: {text/plain: {schema: {const: fine}}}}}}}
  /settings:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: object, required: [tone], properties: {tone: {type: string, default: calm}}}}}}}}
    put: {requestBody: {content: {application/json: {schema: {type: object, properties: {tone: {type: string}}}}}}, responses: {'204': {description: ok}}}
`;

describe('a bare document', () => {
  test('stores what is posted, under an id of the declared type', async () => {
    const mock = bench(modelOf(bare));
    const made = await mock.send('POST', '/pets', { body: { name: 'Rex', petId: 99 } });
    expect(made.body).toEqual({ petId: 1, name: 'Rex' });
    expect((await mock.send('GET', '/pets/1')).body).toEqual({ petId: 1, name: 'Rex' });
    expect((await mock.send('GET', '/pets')).body.items).toContainEqual({ petId: 1, name: 'Rex' });
    expect((await mock.send('DELETE', '/pets/1')).status).toBe(204);
    const gone = await mock.send('GET', '/pets/1');
    expect(gone.status).toBe(404);
    expect(Object.keys(gone.body)).toEqual(['message']);
  });

  test('answers constants, and keeps what stands alone', async () => {
    const mock = bench(modelOf(bare));
    expect((await mock.send('GET', '/health')).text).toBe('fine');
    expect((await mock.send('GET', '/settings')).body).toEqual({ tone: 'calm' });
    await mock.send('PUT', '/settings', { body: { tone: 'loud' } });
    expect((await mock.send('GET', '/settings')).body).toEqual({ tone: 'loud' });
    expect((await mock.send('GET', '/none')).body).toEqual({ error: 'Not Found' });
  });
});
