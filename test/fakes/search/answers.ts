/**
 * Every answer of one server of this process, head and body as they leave, whoever asked and whether or not anybody
 * reads them: clients see only what they asked for, and Node's own channel tells of every request.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Text } from './find.ts';

const REQUESTS = 'http.server.request.start';
/** By its design a Teams hands the page a token for the page's own API. */
const GIVES_TOKEN = 'the answer 200 to POST /host/token';
const REVEAL = /^the answer 200 to POST \/handover\/[^/]+\/reveal[\w-]*$/;

interface Answer {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly parts: Buffer[];
}

export class AnswersOf {
  readonly #port: number;
  readonly #answers: Answer[] = [];
  /** The answer under way on each connection: they come one after the other. */
  readonly #current = new WeakMap<Socket, Answer>();

  constructor(port: number) {
    this.#port = port;
    subscribe(REQUESTS, this.#asked);
  }

  stop(): void {
    unsubscribe(REQUESTS, this.#asked);
  }

  /** Each is named by its status, method and path; a query may hold what only the asker may know. */
  texts(): readonly Text[] {
    return this.#answers.map(({ request, response, parts }) => {
      const path = request.url?.split('?', 1)[0] ?? '';
      const place = `the answer ${response.statusCode} to ${request.method ?? ''} ${path}`;
      const text = Buffer.concat(parts).toString('latin1');
      return { place, text: place === GIVES_TOKEN ? withoutToken(text) : text, reveal: REVEAL.test(place) };
    });
  }

  readonly #asked = (message: unknown): void => {
    const { request, response } = message as Pick<Answer, 'request' | 'response'>;
    const { socket } = request;
    if (socket.localPort !== this.#port) return;
    const answer = { request, response, parts: [] };
    this.#answers.push(answer);
    if (!this.#current.has(socket)) this.#follow(socket);
    this.#current.set(socket, answer);
  };

  #follow(socket: Socket): void {
    const { write } = socket;
    const heard = (...args: Parameters<Socket['write']>): boolean => {
      const [chunk] = args;
      this.#current.get(socket)?.parts.push(Buffer.from(chunk));
      return Reflect.apply(write, socket, args);
    };
    Object.assign(socket, { write: heard });
  }
}

/** What the pretend Teams hands out on purpose, once; whatever else stands there is searched. */
function withoutToken(text: string): string {
  return text.replace(/"token":"[\w.-]+"/, '"token":""');
}
