import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TargetError } from '../spec/errors.ts';
import { prepareGround } from './control-client.ts';
import { Lacking } from './lab/held.ts';
import { defaultTarget } from './target.ts';

/** A control plane that answers signatures with a given status. */
let server: Server;
let status = 200;

beforeAll(async () => {
  server = createServer((request, response) => {
    const isSigning = request.url?.endsWith('/signatures') === true;
    const body = request.url?.endsWith('/credentials')
      ? []
      : isSigning
        ? { token: 'a.b.c' }
        : { url: `http://${request.headers.host}/~one`, now: '2030-01-01T00:00:00Z', frozen: true };
    response.writeHead(isSigning ? status : 200).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
});

const ground = () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return prepareGround(defaultTarget({ baseUrl: url, control: { url, token: 't' } }), 'one');
};
const request = { kind: 'jwt', claims: '{}' };

test('claims are signed by the control plane', async () => {
  status = 200;
  expect(await (await ground()).signatures?.sign(request)).toBe('a.b.c');
});

test('one that has no such call is a means that the run lacks, any other refusal breaks it', async () => {
  const { signatures } = await ground();
  status = 404;
  await expect(signatures?.sign(request)).rejects.toThrow(Lacking);
  status = 500;
  await expect(signatures?.sign(request)).rejects.toThrow(TargetError);
});

test('a target without a control plane signs nothing', async () => {
  const { signatures } = await prepareGround(defaultTarget({ baseUrl: 'http://127.0.0.1:9' }), 'one');
  expect(signatures).toBeUndefined();
});
