import { TargetError } from '../../../spec/errors.ts';
import { every, pause } from '../../state/clock-timer.ts';
import { StoreAway } from '../keeper.ts';
import type { Script } from './scripts.ts';

/** What is used of the client library. */
interface Client {
  readonly isReady: boolean;
  readonly isOpen: boolean;
  connect(): Promise<unknown>;
  sendCommand(words: string[]): Promise<unknown>;
  destroy(): void;
}

export interface LinkOptions {
  readonly address: URL;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/**
 * Looks at the connection that bring no answer although some are due, until it is given up and made anew. Looks are
 * counted, not milliseconds: while this process itself stands still, nothing can be held against Redis.
 */
const vainLooks = 3;
const lookEveryMs = 500;
const connectWithinMs = 5000;
/** A connection that is taken but not answered is given up after so many looks. */
const silentLooks = 10;
/** More commands than this under way are refused at once: no queue grows without end. */
const mostUnderWay = 20_000;
const longestPauseMs = 500;

/**
 * One connection to Redis. What is sent in the same tick goes out in one packet. While it is down every command fails at
 * once with `StoreAway`; it comes back by itself.
 */
export class RedisLink {
  readonly #options: LinkOptions;
  #client: Client | undefined;
  #isClosed = false;
  #underWay = 0;
  #vainLooks = 0;
  readonly #stopWatching: () => void;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#stopWatching = every(lookEveryMs, () => this.#watch());
  }

  /** @throws TargetError if there is nobody at the address, or nobody who lets us in; until it is closed it tries again */
  async open(): Promise<void> {
    try {
      const client = await this.#connected();
      if (this.#isClosed) client.destroy();
      else this.#client = client;
    } catch (error) {
      void this.#comeBack();
      const { host } = this.#options.address;
      throw new TargetError(`There is no Redis to be had at ${host}: ${reason(error)}.`);
    }
  }

  async run(script: Script, keys: readonly string[], args: readonly string[]): Promise<unknown> {
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await this.#send(['EVALSHA', script.sha, ...rest]);
    } catch (error) {
      if (!isMissingScript(error)) throw error;
      return this.#send(['EVAL', script.lua, ...rest]);
    }
  }

  command(...words: readonly string[]): Promise<unknown> {
    return this.#send(words);
  }

  close(): void {
    this.#isClosed = true;
    this.#stopWatching();
    this.#drop();
  }

  async #send(words: readonly string[]): Promise<unknown> {
    const client = this.#client;
    if (!client?.isReady) throw new StoreAway('there is no connection to Redis');
    if (this.#underWay >= mostUnderWay) throw new StoreAway('too much is waiting for Redis');
    this.#underWay++;
    try {
      return await client.sendCommand([...words]);
    } catch (error) {
      if (isMissingScript(error)) throw error;
      throw new StoreAway(reason(error));
    } finally {
      this.#underWay--;
      this.#vainLooks = 0;
    }
  }

  async #connected(): Promise<Client> {
    const { address, user, password } = this.#options;
    // Loaded on demand: a mock in memory need not wait for it.
    const redis = await import('redis');
    const client = redis.createClient({
      url: address.href,
      ...(user === undefined ? {} : { username: user }),
      ...(password === undefined ? {} : { password }),
      RESP: 2,
      disableOfflineQueue: true,
      // It is watched here, for all commands at once; a timer of its own for each would cost more than the command.
      commandOptions: { timeout: 0 },
      socket: { reconnectStrategy: false, connectTimeout: connectWithinMs },
    });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    await settled(client);
    return client;
  }

  #lost(client: Client): void {
    if (this.#client !== client) return;
    this.#drop();
    if (!this.#isClosed) void this.#comeBack();
  }

  async #comeBack(): Promise<void> {
    for (let waitMs = 10; !this.#isClosed; waitMs = Math.min(2 * waitMs, longestPauseMs)) {
      try {
        const client = await this.#connected();
        if (this.#isClosed) client.destroy();
        else this.#client = client;
        return;
      } catch {
        await pause(waitMs);
      }
    }
  }

  #drop(): void {
    const client = this.#client;
    this.#client = undefined;
    if (client?.isOpen) client.destroy();
  }

  #watch(): void {
    this.#vainLooks = this.#underWay === 0 || !this.#client ? 0 : this.#vainLooks + 1;
    if (this.#vainLooks <= vainLooks) return;
    this.#vainLooks = 0;
    this.#drop();
    void this.#comeBack();
  }
}

/** Whoever takes a connection need not be a Redis, nor awake: its first answers are waited for, not for ever. */
async function settled(client: Client): Promise<void> {
  let looks = 0;
  let stopLooking = (): void => {};
  const silence = new Promise<never>((_, reject) => {
    stopLooking = every(lookEveryMs, () => {
      if (++looks >= silentLooks) reject(new Error('it takes the connection and does not answer'));
    });
  });
  try {
    await Promise.race([client.connect(), silence]);
  } catch (error) {
    if (client.isOpen) client.destroy();
    throw error;
  } finally {
    stopLooking();
  }
}

function isMissingScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message === '' ? error.name : error.message;
}
