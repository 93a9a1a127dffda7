import { join } from 'node:path';
import { listen } from '../../../mock/listen.ts';
import { defaultParts } from '../../../mock/parts.ts';
import { defaultStages, pipelineOf } from '../../../mock/pipeline.ts';
import { prepare } from '../../../mock/plan/plan.ts';
import { draftCredential, mint } from '../../../mock/secrets/mint.ts';
import { serve } from '../../../mock/serve.ts';
import { loadStore, openSpaces } from '../../../mock/stores/open-spaces.ts';
import { loadFile } from '../../../spec/load.ts';

/** Our mock in a process of its own, put together by hand so that many live keys can be made without as many requests. */
const [live = '0', store = 'memory'] = process.argv.slice(2);
await loadStore(store);
const spaces = openSpaces(
  prepare(loadFile(join(import.meta.dirname, '..', 'orders.yaml')), 'after'),
  defaultParts,
  { store },
);
await spaces.ready();
const pipeline = pipelineOf(defaultStages);
const { main } = spaces;
const [provisioned] = await main.provisioned();

const spread = 1000;
const before = settledBytes();
const secrets: string[] = [];
const kind = main.kind('key');
for (let index = 0; kind && index < Number(live); index++) {
  const now = main.clock.now();
  const draft = draftCredential(main, kind, {
    tenant: 'shop',
    owner: undefined,
    name: 'live',
    rights: ['read'],
    now,
  });
  const minted = await mint(main, draft, undefined);
  main.credentials.add(minted.credential);
  if (index % Math.ceil(Number(live) / spread) === 0) secrets.push(minted.secret);
}
const liveBytes = settledBytes() - before;

const listening = await listen((request, response) => serve(spaces, pipeline, request, response), {
  port: 0,
  host: '127.0.0.1',
});
process.send?.({
  port: listening.port,
  fields: { 'X-API-Key': provisioned?.minted.secret ?? '' },
  secrets,
  liveBytes,
});
process.once('disconnect', () => process.exit());

/** What is held after a full collection, off the heap too. */
function settledBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
