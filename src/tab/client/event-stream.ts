/** Server-sent events, read by hand: EventSource can carry no bearer token. */

export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Takes the text as it arrives and gives out every event that is complete. Comments, ids and the server's wish for a
 * pause are not for us (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 */
export class EventReader {
  #rest = '';

  push(text: string): StreamEvent[] {
    const blocks = (this.#rest + text).replaceAll('\r\n', '\n').split('\n\n');
    this.#rest = blocks.pop() ?? '';
    return blocks.map(eventOf).filter((one) => one !== null);
  }
}

function eventOf(block: string): StreamEvent | null {
  const fields = block
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(':'))
    .map(fieldOf);
  const data = fields.filter(([name]) => name === 'data').map(([, value]) => value);
  if (data.length === 0) return null;
  return { event: fields.findLast(([name]) => name === 'event')?.[1] ?? 'message', data: data.join('\n') };
}

function fieldOf(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  if (colon < 0) return [line, ''];
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
}
