import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EventReader } from '../../../src/tab/client/event-stream.ts';

const TEXT =
  ': hello\n\nevent: run\ndata: {"runId":"a"}\n\nid: 7\ndata: one\r\ndata:two\r\n\r\nretry: 5\n\nevent: half';

test('events are given out when they are complete, and nothing else is', () => {
  expect(new EventReader().push(TEXT)).toEqual([
    { event: 'run', data: '{"runId":"a"}' },
    { event: 'message', data: 'one\ntwo' },
  ]);
});

test('however the text is cut, the same events come', () => {
  const whole = new EventReader().push(TEXT.replaceAll('\r\n', '\n'));
  fc.assert(
    fc.property(fc.array(fc.nat(TEXT.length)), (cuts) => {
      const text = TEXT.replaceAll('\r\n', '\n');
      const reader = new EventReader();
      const edges = [0, ...cuts.sort((a, b) => a - b), text.length];
      expect(edges.slice(1).flatMap((edge, i) => reader.push(text.slice(edges[i], edge)))).toEqual(whole);
    }),
  );
});

test('a carriage return at the end of a piece is no line of its own', () => {
  const reader = new EventReader();
  expect(['data: a\r', '\n\r', '\n'].flatMap((piece) => reader.push(piece))).toEqual([
    { event: 'message', data: 'a' },
  ]);
});
