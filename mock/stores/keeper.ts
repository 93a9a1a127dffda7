import type { Call } from '../call.ts';
import type { Pipeline } from '../pipeline.ts';

/** Keeps one world in step with a store. A world in memory has none: there is nothing to do and nothing to wait for. */
export interface Keeper {
  /** Decides a call where other processes serve the same space, and then concludes it; absent if this one is alone. */
  decide?(pipeline: Pipeline, call: Call, conclude: () => void | Promise<void>): Promise<void>;
  /** Puts off what a stage wants to change before the call may change anything; absent with `decide`. */
  later?(call: Call, change: () => void): void;
  /**
   * Stores what the call changed; it returns (or resolves) before anybody is told of it.
   * @throws StoreAway if that cannot be done now
   */
  keep(call: Call): void | Promise<void>;
}

/** The store cannot be had at the moment: nothing is decided on what may be out of date. */
export class StoreAway extends Error {
  override readonly name = 'StoreAway';
}

/** What a client is told to wait, in seconds. */
export const retryAfterSeconds = 1;
