import type { Hall, ServerProcess } from '../support/hall.ts';
import type { Random } from './random.ts';

const MOST = 3;

/** The server processes of a run: up to three on one database, any of which any device may reach. */
export class Processes {
  readonly #hall: Hall;
  readonly #random: Random;
  #running: ServerProcess[];
  readonly #ending: Promise<void>[] = [];

  constructor(hall: Hall, random: Random) {
    this.#hall = hall;
    this.#random = random;
    this.#running = [hall.first];
  }

  get many(): number {
    return this.#running.length;
  }

  /** The address of some running process; undefined while there is none. */
  readonly origin = (): string | undefined =>
    this.#running.length === 0 ? undefined : this.#random.pick(this.#running).origin;

  /** The origins of two processes, the same where only one is running. */
  two(): [string, string] | undefined {
    const [a, b = a] = this.#random.shuffled(this.#running);
    return a === undefined || b === undefined ? undefined : [a.origin, b.origin];
  }

  async start(): Promise<void> {
    if (this.#running.length < MOST) this.#running.push(await this.#hall.startProcess());
  }

  /** Goes down as on a signal: answers what it has, says goodbye. Doesn't wait for it. */
  stop(): void {
    const process = this.#leave();
    if (process !== undefined) this.#ending.push(process.stop());
  }

  /** Every connection of a process breaks at once; nobody is told anything. As near to a kill as one can come inside. */
  crash(): void {
    const process = this.#leave();
    if (process === undefined) return;
    for (const socket of process.app.websocketServer.clients) socket.terminate();
    process.app.server.closeAllConnections();
    this.#ending.push(process.stop());
  }

  #leave(): ServerProcess | undefined {
    if (this.#running.length === 0) return undefined;
    const leaving = this.#random.pick(this.#running);
    this.#running = this.#running.filter((process) => process !== leaving);
    return leaving;
  }

  async settled(): Promise<void> {
    await Promise.all(this.#ending);
  }
}
