import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type RedisServer,
  startRedis,
  whyNoRedis,
} from '../../mock/stores/redis/redis-server.test-support.ts';
import { storeDocument } from '../../mock/stores/store-document.test-data.ts';
import type { ProvisionedCredential } from '../../spec/control.ts';
import { loadFile, loadText } from '../../spec/load.ts';
import { experiments } from '../../suites/experiments/index.ts';
import { rules } from '../../suites/rules/index.ts';
import { SuiteRun } from '../../suites/suite-run.ts';
import { defaultTarget } from '../../suites/target.ts';
import { madeUpDocuments } from '../documents.ts';
import { tool } from '../tool.ts';
import { type Instances, startInstances } from './instances.ts';

const missing = whyNoRedis();
const slow = { timeout: 600_000 };

describe.skipIf(missing !== undefined)(`three instances${missing ? ` (${missing})` : ''}`, slow, () => {
  let redis: RedisServer;
  const open: Instances[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    for (const one of open) await one.close();
    await redis?.stop();
  });

  test('pass the whole suite, each request at another of them', async () => {
    const model = loadFile(madeUpDocuments().find((file) => file.includes('beacon')) ?? '');
    const served = await startInstances(3, model, redis.url);
    open.push(served);
    const { url, consoleUrl, control } = served;
    const run = new SuiteRun(model, defaultTarget({ baseUrl: url, consoleUrl, control }));
    for (const experiment of experiments) await run.runExperiment(experiment);
    const result = await run.conclude({ rules, strict: true, embedded: true, tool });
    const troubled = result.rules.filter(
      ({ outcome }) => !['pass', 'info', 'not-applicable'].includes(outcome),
    );
    expect(troubled.map(({ rule, outcome }) => `${outcome} ${rule}`)).toEqual([]);
    expect(result.conclusion).toBe('conformant');
    expect(Math.min(...served.answered)).toBeGreaterThan(100);
  });

  test('let exactly the limit pass in a flood, with headers that are of one server', async () => {
    const served = await startInstances(3, loadText(storeDocument, 'kept.yaml'), redis.url);
    open.push(served);
    const control = { authorization: `Bearer ${served.control.token}` };
    await fetch(`${served.control.url}/spaces/main/clock`, {
      method: 'POST',
      headers: { ...control, 'content-type': 'application/json' },
      body: JSON.stringify({ frozen: true }),
    });
    const answer = await fetch(`${served.control.url}/spaces/main/credentials`, { headers: control });
    const [key] = (await answer.json()) as ProvisionedCredential[];
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        fetch(`${served.url}/notes`, { headers: { 'X-Key': key?.secret ?? '' } }),
      ),
    );
    const accepted = answers.filter(({ status }) => status === 200);
    expect(accepted.map(({ headers }) => headers.get('x-left')).sort()).toEqual(['0', '1', '2', '3', '4']);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(55);
    expect(Math.min(...served.answered)).toBe(20);
  });
});
