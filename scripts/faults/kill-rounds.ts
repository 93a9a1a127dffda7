import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeDocument } from '../../mock/stores/store-document.test-data.ts';
import { loadText } from '../../spec/load.ts';
import { type MockProcess, startMockProcess } from './mock-process.ts';
import { seeded } from './seeded.ts';

/** What a client was told about one key, and so may rely on. `unsure`: a request about it was under way at the crash. */
interface KnownKey {
  readonly id: string;
  readonly value: string;
  state: 'works' | 'revoked' | 'unsure';
}

export interface KillFigures {
  rounds: number;
  issued: number;
  revoked: number;
  rotated: number;
  /** Requests that the crash cut off. */
  inFlight: number;
  /** Keys compared with what was acknowledged. */
  checked: number;
  /** Acknowledged, and not so after a restart. */
  readonly broken: string[];
}

const clients = 6;
/** Of keys that earlier rounds left, how many are looked at again after each restart. */
const sampled = 20;
const document = storeDocument.replace('max: 6', 'max: 1000000').replace('limit: 5', 'limit: 1000000');
const ada = loadText(document, 'kept.yaml').fixtures.users.get('ada');
const admin = `Basic ${Buffer.from(`${ada?.email}:${ada?.password}`).toString('base64')}`;

/**
 * Issues, revokes and rotates keys from several clients at once, kills the server with SIGKILL at a random point,
 * starts it on the same file, and compares what it holds with what was acknowledged. Again and again on one file.
 */
export async function killRounds(
  rounds: number,
  seed: number,
  onRound: (figures: KillFigures) => void = () => {},
): Promise<KillFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'authproof-kill-'));
  const file = join(folder, 'kept.yaml');
  writeFileSync(file, document);
  const args = [file, '--store', `sqlite:${join(folder, 'state.db')}`];
  const random = seeded(seed);
  const figures = { rounds: 0, issued: 0, revoked: 0, rotated: 0, inFlight: 0, checked: 0, broken: [] };
  const keys: KnownKey[] = [];
  let mock = await startMockProcess(args);
  try {
    for (let round = 0; round < rounds; round++) {
      const before = keys.length;
      await trafficUntilKilled(mock, keys, random, figures);
      mock = await startMockProcess(args);
      const older = keys.slice(0, before);
      const again = Array.from({ length: Math.min(sampled, before) }, () => older[random(before)]);
      await verify(mock, [...keys.slice(before), ...again], figures);
      figures.rounds++;
      onRound(figures);
    }
  } finally {
    await mock.kill();
    rmSync(folder, { recursive: true });
  }
  return figures;
}

async function trafficUntilKilled(
  mock: MockProcess,
  keys: KnownKey[],
  random: (bound: number) => number,
  figures: KillFigures,
): Promise<void> {
  const lastAnswer = 1 + random(80);
  let answers = 0;
  let killed: Promise<void> | undefined;
  const acknowledged = (): void => {
    if (++answers === lastAnswer) killed = mock.kill();
  };
  const client = async (): Promise<void> => {
    while (killed === undefined) {
      const choice = random(10);
      const live = keys.filter(({ state }) => state === 'works');
      const key = choice < 5 ? undefined : live[random(Math.max(1, live.length))];
      // From here on nobody else picks it, and a crash leaves it in doubt.
      if (key) key.state = 'unsure';
      try {
        if (!key) {
          keys.push(await issue(mock));
          figures.issued++;
        } else if (choice < 8) {
          await call(mock, 'DELETE', `/keys/${key.id}`, 204);
          key.state = 'revoked';
          figures.revoked++;
        } else {
          const successor = await call(mock, 'POST', `/keys/${key.id}/rotate`, 200);
          key.state = 'revoked';
          keys.push({ id: successor.id, value: successor.key, state: 'works' });
          figures.rotated++;
        }
        acknowledged();
      } catch (error) {
        if (killed === undefined) throw error;
        figures.inFlight++;
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  await killed;
}

async function issue(mock: MockProcess): Promise<KnownKey> {
  const made = await call(mock, 'POST', '/keys', 201, { rights: ['read'] });
  return { id: made.id, value: made.key, state: 'works' };
}

/** The answer to the end of its body: only then it is acknowledged. */
async function call(
  { consoleUrl }: MockProcess,
  method: string,
  path: string,
  expected: number,
  body?: object,
): Promise<{ readonly id: string; readonly key: string }> {
  const response = await fetch(consoleUrl + path, {
    method,
    headers: { authorization: admin, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (response.status !== expected)
    throw new Error(`${method} ${path} answered ${response.status} for ${expected}`);
  return text === '' ? { id: '', key: '' } : JSON.parse(text);
}

/** Compares, and from then on holds the server to what it showed of keys that were in doubt. */
async function verify(
  { url }: MockProcess,
  keys: readonly (KnownKey | undefined)[],
  figures: KillFigures,
): Promise<void> {
  for (const key of keys) {
    if (!key) continue;
    const response = await fetch(`${url}/notes`, { headers: { 'X-Key': key.value } });
    await response.arrayBuffer();
    const works = response.status === 200;
    figures.checked++;
    if (key.state === 'unsure') key.state = works ? 'works' : 'revoked';
    else if (works !== (key.state === 'works'))
      figures.broken.push(
        `round ${figures.rounds}: ${key.id} was ${key.state}, GET answers ${response.status}`,
      );
  }
}
