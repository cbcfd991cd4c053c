/** How an injected fault says that there is to be no answer at all. */

/** `reset`: the connection is cut. `hang`: it stays open and silent until the client gives up. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly how: 'reset' | 'hang';
  /** The name of the injected fault that did it. */
  readonly fault: string;

  constructor(how: 'reset' | 'hang', fault: string) {
    super(how === 'reset' ? 'The connection was reset.' : 'No answer came.');
    this.how = how;
    this.fault = fault;
  }
}
