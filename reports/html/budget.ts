import type { Markup } from './markup.ts';

/** How many characters a part of the page may still take, so that a report stays small whatever a target sent. */
export class Budget {
  #charactersLeft: number;

  constructor(characters: number) {
    this.#charactersLeft = characters;
  }

  /** Takes the room that the markup needs; false, and nothing taken, if there is not enough. */
  admits(markup: Markup): boolean {
    if (markup.text.length > this.#charactersLeft) return false;
    this.#charactersLeft -= markup.text.length;
    return true;
  }
}
