/** Lets one after the other write, in the order in which they came. */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** Resolves when it is one's turn, with the function that ends it. */
  async take(): Promise<() => void> {
    const before = this.#last;
    let end = (): void => {};
    this.#last = new Promise((resolve) => {
      end = resolve;
    });
    this.#waiting++;
    await before;
    return () => {
      this.#waiting--;
      end();
    };
  }

  get isTaken(): boolean {
    return this.#waiting > 0;
  }

  /** Resolves when those who hold a turn or wait for one now are through. */
  through(): Promise<void> {
    return this.#last;
  }
}
