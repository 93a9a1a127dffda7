import { createServer } from 'node:http';
import { body, fixedFields, key, ready } from './answer.ts';

/** The floor: node:http with nothing on it but the same bytes in answer to everything. */
const server = createServer((_request, response) => {
  response.writeHead(200, fixedFields);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => ready(server.address(), { 'X-API-Key': key }));
