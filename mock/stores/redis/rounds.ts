import { StoreAway } from '../keeper.ts';
import { Answers, type Asked, type Got, Question } from './asked.ts';
import type { Copy } from './copy.ts';
import type { Confirmation } from './replies.ts';

/** What a call is told: whether the copy was current, and what it got then, unless it came too late for that. */
export interface Told {
  readonly answer: Confirmation;
  readonly got?: Got | undefined;
}

interface Waiting {
  readonly asked: Asked;
  readonly tell: (told: Told) => void;
  readonly fail: (error: unknown) => void;
}

/** Of one command; the rest goes with the next. */
const mostTogether = 100;
/** More calls than this under way are refused at once: no queue grows without end. */
const mostUnderWay = 20_000;

/**
 * Calls that come in one turn of the event loop are confirmed together: one command for all of them, one step of Redis. Each
 * is told in the order in which they came, and goes on before the next one is told.
 */
export class Rounds {
  readonly #copy: Copy;
  #seen = '';
  #waiting: Waiting[] = [];
  #underWay = 0;

  constructor(copy: Copy) {
    this.#copy = copy;
  }

  /** What a call came to, for a copy of this version. What it does with the answer is done before anybody else is told. */
  ask<Result>(seen: string, asked: Asked, goOn: (told: Told) => Result | Promise<Result>): Promise<Result> {
    if (this.#underWay >= mostUnderWay) return Promise.reject(new StoreAway('too much is waiting for Redis'));
    if (this.#seen !== seen || this.#waiting.length >= mostTogether) this.#flush();
    if (this.#waiting.length === 0) setImmediate(() => this.#flush());
    this.#seen = seen;
    this.#underWay++;
    return new Promise((resolve, reject) => {
      const tell = (told: Told): void => {
        try {
          resolve(goOn(told));
        } catch (error) {
          reject(error);
        }
      };
      this.#waiting.push({ asked, tell, fail: reject });
    });
  }

  /** For a call that has its turn among the writers: it takes the lock, too. */
  async askAlone(seen: string, asked: Asked): Promise<Told> {
    this.#flush();
    const question = new Question();
    question.add(asked);
    const answer = await this.#copy.confirm(seen, true, question.words);
    return answer.status === 'ok' ? { answer, got: new Answers(answer.numbers).next(asked) } : { answer };
  }

  /** Sends what waits: before anything else that must not overtake it. */
  #flush(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const question = new Question();
    for (const { asked } of waiting) question.add(asked);
    this.#copy
      .confirm(this.#seen, false, question.words)
      .finally(() => {
        this.#underWay -= waiting.length;
      })
      .then((answer) => tellAll(waiting, answer))
      .catch((error: unknown) => {
        for (const { fail } of waiting) fail(error);
      });
  }
}

function tellAll(waiting: readonly Waiting[], answer: Confirmation): void {
  if (answer.status !== 'ok') {
    for (const { tell } of waiting) tell({ answer });
    return;
  }
  const answers = new Answers(answer.numbers);
  const all = waiting.map(({ asked }) => answers.next(asked));
  for (const [index, { tell }] of waiting.entries()) tell({ answer, got: all[index] });
}
