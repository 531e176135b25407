import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { pinConversations } from '#functions/pin-conversations/definition';
import { systemClock } from '#shared/clock';
import { Failure } from '#shared/failures/failure';
import { defineTrigger, readAs, recognise, type TriggerContext } from '#shared/triggers/trigger';
import { triggers } from '#shared/triggers/triggers';
import { contextOf } from '#test/served-api';

const trigger: TriggerContext = {
  api: pinConversations,
  clock: systemClock,
  context: contextOf(),
  answer: async () => ({ failure: new Failure('InternalError', 'Nothing is asked here.') }),
};

const named = defineTrigger({
  name: 'named',
  read: (event) => readAs(z.object({ name: z.string() }), event),
  handle: async (event) => ['named', event],
});
const any = defineTrigger({ name: 'any', read: (event) => ({ event }), handle: async ({ event }) => ['any', event] });

test('the first source that takes an event handles it, and sees the fields that it asked for', async () => {
  expect(await recognise([named, any], { name: 'a', other: 1 })(trigger)).toEqual(['named', { name: 'a' }]);
  expect(await recognise([any, named], { name: 'a', other: 1 })(trigger)).toEqual(['any', { name: 'a', other: 1 }]);
  expect(await recognise([named, any], 7)(trigger)).toEqual(['any', 7]);
});

test('an event that no source takes is a bad request', () => {
  expect(() => recognise([named], 7)).toThrow(expect.objectContaining({ kind: 'InvalidRequest' }));
});

test('the sources have names of their own', () => {
  const names = triggers.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test.each([undefined, null, 7, '', [], {}])('one source takes %j', (event) => {
  expect(() => recognise(triggers, event)).not.toThrow();
});
