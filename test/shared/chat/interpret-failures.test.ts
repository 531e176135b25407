import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createFailureInterpreter } from '#shared/chat/interpret-failures';
import { Failure, type Recovery } from '#shared/failures/failure';

const lost = new Failure('UpstreamTimeout', 'Chat did not answer in time.', { recovery: 'retry' });
const refused = new Failure('UpstreamFailed', 'Chat cannot be reached.', { recovery: 'reconnect' });
const gone = new Failure('NotFound', 'Chat: no such conversation group.', { errorCode: 51009 });

describe('a call that adds', () => {
  const interpret = createFailureInterpreter({ effect: 'adds' }, { request: {} });

  test('has an unknown outcome after a transient fault, and says what to do', () => {
    const failure = new Failure('UpstreamFailed', 'Chat: timeout.', { errorCode: 60008, recovery: 'retry' });
    const unknown = { kind: 'OutcomeUnknown', errorCode: 60008, recovery: undefined, transient: false };
    expect(() => interpret(failure)).toThrow(expect.objectContaining(unknown));
    expect(() => interpret(failure)).toThrow(/^Chat: timeout\. .*Check whether it did before you repeat it/);
  });

  test.each<[string, Recovery | undefined]>([
    ['no connection', 'reconnect'],
    ['too many calls', 'back-off'],
    ['a refused credential', 'renew-credential'],
    ['an answer of Chat', undefined],
    ['no time to send it', undefined],
  ])('has failed for certain after %s', (_, recovery) => {
    const failure = new Failure('UpstreamFailed', 'It failed.', { recovery });
    expect(() => interpret(failure)).toThrow(failure);
  });
});

describe('a code that says that an earlier attempt did it', () => {
  const request = z.object({ UpdateGroup: z.object({ UpdateGroupType: z.literal(1) }) });
  const rename = { UpdateGroup: { UpdateGroupType: 1 } };
  const create = (asked = rename) =>
    createFailureInterpreter({ effect: 'states', doneWhen: { errorCode: 51009, request } }, { request: asked });

  test('answers a retry as done', () => {
    const interpret = create();
    expect(() => interpret(lost)).toThrow(lost);
    expect(() => interpret(refused)).toThrow(refused);
    expect(interpret(gone).value).toEqual({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' });
  });

  test('fails a first attempt, and one after attempts that Chat has not seen', () => {
    const interpret = create();
    expect(() => interpret(refused)).toThrow(refused);
    expect(() => interpret(gone)).toThrow(gone);
  });

  test('does not apply to other requests and other codes', () => {
    const interpret = create({ UpdateGroup: { UpdateGroupType: 2 } });
    expect(() => interpret(lost)).toThrow(lost);
    expect(() => interpret(gone)).toThrow(gone);
    const other = new Failure('NotFound', 'Chat: no such user.', { errorCode: 50001 });
    const renaming = create();
    expect(() => renaming(lost)).toThrow(lost);
    expect(() => renaming(other)).toThrow(other);
  });
});
