import { expect, test } from 'vitest';
import { ChatFunctionsError, isChatFunctionsError } from '#shared/client/chat-functions-error';
import { Failure } from '#shared/failures/failure';

const error = new ChatFunctionsError({ kind: 'UpstreamFailed', message: 'no', status: 502 });

test('derives what the description leaves out', () => {
  expect(error).toMatchObject({ errorType: 'UpstreamFailed', errorCode: 502, errorInfo: 'no', faults: [] });
  expect(String(error)).toBe('ChatFunctionsError: no');
});

test('is recognised, also when another copy of the class made it', () => {
  const twin = Object.assign(new Error('no'), { name: 'ChatFunctionsError', kind: 'NotFound' });
  expect([error, twin].map(isChatFunctionsError)).toEqual([true, true]);
});

test.each([new Error('no'), new Failure('NotFound', 'no'), { name: 'ChatFunctionsError' }, 'no', undefined])(
  'does not recognise %s',
  (other) => {
    expect(isChatFunctionsError(other)).toBe(false);
  },
);
