import { describe, expect, test } from 'vitest';
import { createContactGroup } from '#functions/create-contact-group/definition';
import { callDirectly, callOverHttp, serveForTest } from '#test/call-served';
import { handedBack, kinesisBatch, sqsBatch } from '#test/events/batches';
import { busEventOf } from '#test/events/bus-event';
import { readSampleText } from '#test/read-sample';
import type { ServedApi } from '#test/served-api';

const { request } = readSampleText(createContactGroup.name);

/** A function that adds, with a Chat that carries out every call but whose answers are lost. */
const serveWithLostAnswers = async () => {
  const served = await serveForTest(createContactGroup);
  served.emulator.fail({ kind: 'cut', carriedOut: true, times: 'always' });
  return served;
};

const deliveredToQueue = (count: number) => ({
  Records: sqsBatch([{ id: 'create', body: request }]).Records.map((record) => ({
    ...record,
    attributes: { ...record.attributes, ApproximateReceiveCount: `${count}` },
  })),
});

const stream = kinesisBatch([{ sequenceNumber: '1', partitionKey: 'a', data: request }]);

/** Sends a request as often as its source does, and returns the last result. */
const sources: readonly (readonly [string, (served: ServedApi) => Promise<unknown>, unknown])[] = [
  ['HTTP', async (served) => (await callOverHttp(served, request)).kind, 'OutcomeUnknown'],
  ['a direct invocation', async (served) => (await callDirectly(served, JSON.parse(request))).kind, 'OutcomeUnknown'],
  [
    'EventBridge',
    async (served) => (await callDirectly(served, busEventOf(JSON.parse(request)))).kind,
    'OutcomeUnknown',
  ],
  [
    'a queue that delivers five times',
    async (served) => {
      const replies: unknown[] = [];
      for (let count = 1; count <= 5; count += 1) {
        replies.push(handedBack(await served.invoke(deliveredToQueue(count))));
      }
      return replies;
    },
    Array.from({ length: 5 }, () => ['create']),
  ],
  ['a stream, which does not deliver it again', async (served) => handedBack(await served.invoke(stream)), []],
];

describe('a function adds once although the answer is lost', () => {
  test.each(sources)('through %s', async (_, send, outcome) => {
    const served = await serveWithLostAnswers();
    expect(await send(served)).toEqual(outcome);
    expect(served.emulator.calls()).toHaveLength(1);
    expect(served.lines.map(({ level, kind }) => [level, kind])).toEqual(
      served.lines.map(() => ['error', 'OutcomeUnknown']),
    );
  });
});
