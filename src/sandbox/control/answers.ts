/** Answers of the control API, and how a wrong body is refused. */
import type { z } from 'zod/v4';
import type { SandboxRequest, SandboxResponse } from '../ports.ts';

/** Thrown for a request the control API cannot do; the text is for the person who sent it. */
export class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function json(status: number, body: unknown): SandboxResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(body) };
}

/** The body as the schema has it, or a refusal naming the first thing wrong with it. */
export function readBody<S extends z.ZodType>(request: SandboxRequest, schema: S): z.output<S> {
  const result = schema.safeParse(parse(request.body));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  throw new ControlRefusal(
    400,
    `${place === '' ? 'The body' : place}: ${issue?.message ?? 'not understood'}.`,
  );
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new ControlRefusal(400, 'The body is not JSON.');
  }
}
