/** Connections to Teams, kept between two messages, and given up before the other side does it. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/**
 * A message that goes out on a connection which the other side is just closing is answered with a reset, and may be lost
 * (https://nodejs.org/api/http.html#requestreusedsocket). With a limit of its own an agent also heeds the one that a
 * server announces (`Keep-Alive: timeout=`), and closes a second earlier; without one it heeds none.
 */
const IDLE_MS = 60_000;

/** By the protocol of an address, as `URL` has it. */
export type Agents = Readonly<Record<'http:' | 'https:', HttpAgent>>;

export function createAgents(): Agents {
  const options = { keepAlive: true, timeout: IDLE_MS };
  return { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
}
