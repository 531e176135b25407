import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { Api } from '#shared/define-api';
import { type FailureKind, failureKinds } from '#shared/failures/failure';
import { problemSchema } from '#shared/failures/problem';
import { serveForTest } from '#test/call-served';
import type { FaultKind } from '#test/emulator/faults';
import { type Envelope, envelopes } from '#test/events/envelopes';
import { readSampleText } from '#test/read-sample';

/** What comes of a request: Chat's answer, or a kind of failure. */
type Outcome = { readonly answer: string } | { readonly kind: FailureKind };

/** A situation that every event source has to tell its caller about. */
interface Situation {
  readonly fault?: FaultKind;
  readonly request?: string;
  readonly kind?: FailureKind;
}

const situations: readonly (readonly [string, Situation])[] = [
  ['success', {}],
  ['a failure that Chat reports', { fault: { kind: 'code', ErrorCode: 50001 }, kind: 'NotFound' }],
  ['a transient failure', { fault: { kind: 'reply', status: 404 }, kind: 'UpstreamFailed' }],
  ['a request that does not fit', { request: '{"Count":"many"}', kind: 'InvalidRequest' }],
];

const functions: readonly (readonly [string, Api])[] = [
  [pinConversations.name, pinConversations],
  [searchContactGroups.name, searchContactGroups],
  [searchGroups.name, searchGroups],
];

/** Milliseconds: enough for an attempt. */
const remaining = 3_000;

const statusOf = (outcome: Outcome): number => ('kind' in outcome ? failureKinds[outcome.kind].status : 200);

const expectBody = (body: string, outcome: Outcome): void => {
  if ('answer' in outcome) expect(body).toBe(outcome.answer);
  else expect(problemSchema().parse(JSON.parse(body)).type.endsWith(`:${outcome.kind}`)).toBe(true);
};

const expectThrown = (error: unknown, { kind }: { readonly kind: FailureKind }): void => {
  if (!(error instanceof Error)) throw new Error('nothing was thrown');
  expect(error.name).toBe(kind);
  expectBody(error.message, { kind });
};

/** What each form of reply has to be. */
const expectReply = async (reply: Promise<unknown>, envelope: Envelope, outcome: Outcome): Promise<void> => {
  const { form } = envelope.reply;
  if (form === 'batch') {
    const failed = 'kind' in outcome ? envelope.reply.ids : [];
    expect(await reply).toEqual({ batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) });
  } else if (form === 'result' || form === 'results') {
    if ('kind' in outcome) expectThrown(await reply.catch((error: unknown) => error), outcome);
    else expect(JSON.stringify(await reply)).toBe(form === 'result' ? outcome.answer : `[${outcome.answer}]`);
  } else {
    const { statusCode, body } = z.object({ statusCode: z.int(), body: z.string() }).parse(await reply);
    expect(statusCode).toBe(statusOf(outcome));
    expectBody(body, outcome);
    const type = `application/${'kind' in outcome ? 'problem+json' : 'json'}; charset=utf-8`;
    expect(await reply).toMatchObject(
      form === 'response'
        ? { headers: { 'content-type': type } }
        : { multiValueHeaders: { 'content-type': [type] }, isBase64Encoded: false },
    );
  }
};

/** How often Chat is asked: in order, what stands behind a transient failure waits. */
const callsFor = ({ requests = 1, inOrder }: Envelope, isTransient: boolean): number =>
  inOrder && isTransient ? 1 : requests;

describe.each(functions)('%s', (_, api) => {
  const sample = readSampleText(api.name);
  describe.each(envelopes.map((envelope) => [envelope.name, envelope] as const))('through %s', (_, envelope) => {
    test.each(situations)('%s', async (_, { fault, request = sample.request, kind }) => {
      const served = await serveForTest(api);
      served.emulator.fail({ ...(fault ?? { kind: 'reply', body: sample.answer }), times: 'always' });

      const failure = envelope.refused ?? kind;
      const outcome = failure === undefined ? { answer: sample.answer } : { kind: failure };
      await expectReply(served.invoke(envelope.wrap(request, api.path), remaining), envelope, outcome);

      const asked =
        envelope.refused === undefined && kind !== 'InvalidRequest'
          ? callsFor(envelope, kind !== undefined && failureKinds[kind].transient)
          : 0;
      expect(
        served.emulator.calls().map(({ path, bodyText, signatureHeld }) => [path, bodyText, signatureHeld]),
      ).toEqual(Array.from({ length: asked }, () => [api.path, sample.request, true]));
    });
  });
});
