/** The replies of one batch of reads, asked for by name. */
import type { Operation, Read, Reply, ResultOf } from '../../core/operations.ts';
import type { Known } from '../../core/plan-types.ts';

type OpName = Read['op'];
type ValueOf<N extends OpName> = ResultOf<Extract<Operation, { op: N }>>;

export class Answers {
  readonly #pairs: readonly { readonly op: OpName; readonly reply: Reply<unknown> }[];

  constructor(reads: readonly Read[], replies: readonly Reply<unknown>[]) {
    this.#pairs = reads.map(({ op }, i) => ({
      op,
      reply: replies[i] ?? { kind: 'not-sent', cause: 'no reply' },
    }));
  }

  firstMissing(names: readonly OpName[]): Exclude<Reply<unknown>, { kind: 'ok' }> | undefined {
    for (const { op, reply } of this.#pairs) if (names.includes(op) && reply.kind !== 'ok') return reply;
    return undefined;
  }

  allKnown<N extends OpName>(name: N): Known<ValueOf<N>>[] {
    return this.#pairs.filter(({ op }) => op === name).map(({ reply }) => known<ValueOf<N>>(reply));
  }

  known<N extends OpName>(name: N): Known<ValueOf<N>> {
    return this.allKnown(name)[0] ?? { known: false, code: 'GRAPH_UNAVAILABLE' };
  }

  all<N extends OpName>(name: N): ValueOf<N>[] {
    return this.allKnown(name).flatMap((answer) => (answer.known ? [answer.value] : []));
  }

  value<N extends OpName>(name: N): ValueOf<N> | undefined {
    return this.all(name)[0];
  }
}

function known<T>(reply: Reply<unknown>): Known<T> {
  if (reply.kind === 'ok') return { known: true, value: reply.value as T };
  return { known: false, code: reply.kind === 'refused' ? reply.code : 'GRAPH_UNAVAILABLE' };
}
