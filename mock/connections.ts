import type { Socket } from 'node:net';
import { every } from './state/clock-timer.ts';

/** Longer than clients keep a connection that they do not use, so that hardly any writes to one that is being closed. */
const idleMs = 65_000;

/**
 * All open connections of one server, those still in the handshake of TLS, or before a gateway, too. Idle ones are looked
 * for now and then: a timer for each, as Node sets it, is work in every request.
 */
export class Connections {
  /** What each had read when it was last looked at. */
  readonly #bytesRead = new Map<Socket, number>();
  readonly #stopLooking = every(idleMs, () => this.#closeIdle());

  add(socket: Socket): void {
    this.#bytesRead.set(socket, -1);
    socket.once('close', () => this.#bytesRead.delete(socket));
  }

  /** Closes those that have sent nothing since it looked last. */
  #closeIdle(): void {
    for (const [socket, before] of this.#bytesRead) {
      if (socket.bytesRead === before) socket.destroy();
      else this.#bytesRead.set(socket, socket.bytesRead);
    }
  }

  closeAll(): void {
    this.#stopLooking();
    for (const socket of this.#bytesRead.keys()) socket.destroy();
  }
}
