import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Attempt, Status } from './attempt.ts';
import type { Mutation } from './instrument.ts';

/** One line of the results file. */
export interface Result
  extends Attempt,
    Pick<Mutation, 'key' | 'file' | 'line' | 'mutator' | 'original' | 'replacement'> {
  readonly seconds: number;
}

/** What was found so far; a run that was cut off goes on after its last whole line. */
export function readResults(file: string): readonly Result[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Result];
      } catch {
        return [];
      }
    });
}

export function keepResult(file: string, result: Result): void {
  appendFileSync(file, `${JSON.stringify(result)}\n`);
}

const statuses: readonly Status[] = ['failed', 'broke', 'crash', 'timeout', 'survived', 'no-coverage'];

/** A Markdown table: what became of the mutations of each folder. */
export function summary(results: readonly Result[]): string {
  const folders = Map.groupBy(results, ({ file }) => file.split('/').slice(0, -1).join('/'));
  const row = (name: string, of: readonly Result[]) =>
    `| ${[name, of.length, ...statuses.map((status) => of.filter((one) => one.status === status).length), share(of)].join(' | ')} |`;
  return [
    `| code | mutations | ${statuses.join(' | ')} | noticed |`,
    `| --- | ${['', ...statuses, ''].map(() => '---:').join(' | ')} |`,
    ...[...folders].toSorted(([one], [other]) => one.localeCompare(other)).map(([name, of]) => row(name, of)),
    row('all', results),
  ].join('\n');
}

function share(results: readonly Result[]): string {
  const missed = results.filter(({ status }) => status === 'survived' || status === 'no-coverage').length;
  return results.length === 0 ? '' : `${Math.round((100 * (results.length - missed)) / results.length)} %`;
}

/** One block per mutation that nobody noticed, as in a diff. */
export function survivors(results: readonly Result[]): string {
  return results
    .filter(({ status }) => status === 'survived')
    .map(
      ({ file, line, mutator, original, replacement }) =>
        `${file}:${line} ${mutator}\n${prefixed('- ', original)}\n${prefixed('+ ', replacement)}`,
    )
    .join('\n');
}

const prefixed = (mark: string, text: string): string =>
  text
    .split('\n')
    .slice(0, 6)
    .map((line) => mark + line)
    .join('\n');
