import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeDocument } from '../../mock/stores/store-document.test-data.ts';
import { loadText } from '../../spec/load.ts';
import { KeyTrial } from './kill-keys.ts';
import { PeopleTrial } from './kill-people.ts';
import { type MockProcess, startMockProcess } from './mock-process.ts';
import { seeded } from './seeded.ts';

/** Something of which a client was told, and so may rely on. */
export interface Subject {
  /** Something was asked about it since it was last compared. */
  readonly isTouched: boolean;
  /** What is not as it was acknowledged. Of what was under way at a crash the server is held to what it shows first. */
  broken(mock: MockProcess): Promise<readonly string[]>;
}

/** One sort of changes, and what is known of all that they touched. */
export interface Trial {
  readonly subjects: readonly Subject[];
  /** Does one of its changes; what was under way if it throws is in doubt from then on. */
  act(mock: MockProcess, random: (bound: number) => number): Promise<void>;
}

export interface KillFigures {
  rounds: number;
  /** Acknowledged changes by their sort. */
  readonly acknowledged: KeyTrial['figures'] & PeopleTrial['figures'];
  /** Requests that the crash cut off. */
  inFlight: number;
  /** Keys and people compared with what was acknowledged. */
  checked: number;
  /** Acknowledged, and not so after a restart. */
  readonly broken: string[];
}

const clients = 6;
/** Of what was not touched in a round, how many are looked at again after each restart. */
const sampled = 20;
const document = storeDocument
  .replace('max: 6', 'max: 1000000')
  .replace('limit: 5', 'limit: 1000000')
  .replace('limit: 20', 'limit: 1000000')
  .replace('lifetime: PT1H', 'lifetime: P30D');

/**
 * Changes keys and people from several clients at once, kills the server with SIGKILL at a random point, starts it on
 * the same file, and compares what it holds with what was acknowledged. Again and again on one file.
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
  const ada = loadText(document, 'kept.yaml').fixtures.users.get('ada');
  const admin = { email: ada?.email ?? '', password: ada?.password ?? '' };
  const basic = Buffer.from(`${admin.email}:${admin.password}`).toString('base64');
  const keys = new KeyTrial({ authorization: `Basic ${basic}` });
  const people = new PeopleTrial(admin);
  const trials = [keys, people];
  const figures: KillFigures = {
    rounds: 0,
    get acknowledged() {
      return { ...keys.figures, ...people.figures };
    },
    inFlight: 0,
    checked: 0,
    broken: [],
  };
  let mock = await startMockProcess(args);
  try {
    for (let round = 0; round < rounds; round++) {
      await trafficUntilKilled(mock, trials, random, figures);
      mock = await startMockProcess(args);
      const known = trials.flatMap(({ subjects }) => subjects);
      const older = known.filter(({ isTouched }) => !isTouched);
      const again = Array.from(
        { length: Math.min(sampled, older.length) },
        () => older[random(older.length)],
      );
      await verify(mock, new Set([...known.filter(({ isTouched }) => isTouched), ...again]), figures);
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
  trials: readonly Trial[],
  random: (bound: number) => number,
  figures: KillFigures,
): Promise<void> {
  const lastAnswer = 1 + random(80);
  let answers = 0;
  let killed: Promise<void> | undefined;
  const client = async (trial: Trial | undefined): Promise<void> => {
    while (killed === undefined) {
      try {
        await trial?.act(mock, random);
        if (++answers === lastAnswer) killed = mock.kill();
      } catch (error) {
        if (killed === undefined) throw error;
        figures.inFlight++;
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(trials[index % trials.length])));
  await killed;
}

async function verify(
  mock: MockProcess,
  subjects: Iterable<Subject | undefined>,
  figures: KillFigures,
): Promise<void> {
  for (const subject of subjects) {
    if (!subject) continue;
    figures.checked++;
    for (const line of await subject.broken(mock)) figures.broken.push(`round ${figures.rounds}: ${line}`);
  }
}
