import { expect, test } from 'vitest';
import { createChat } from '#test/emulator/chat';
import { countFailedCheck, isLockedOut } from '#test/emulator/failed-checks';

test('a lock affects one identifier and expires', () => {
  let now = 1_000_000;
  const chat = createChat({ clock: () => now, limits: { failedChecks: 2 } });
  countFailedCheck(chat, 'a');
  expect(isLockedOut(chat, 'a')).toBe(false);
  countFailedCheck(chat, 'a');
  expect([isLockedOut(chat, 'a'), isLockedOut(chat, 'b')]).toEqual([true, false]);
  now += 60_000;
  expect(isLockedOut(chat, 'a')).toBe(false);
});

test('identifiers without recent failures are dropped', () => {
  let now = 1_000_000;
  const chat = createChat({ clock: () => now });
  for (let caller = 0; caller < 100; caller += 1) {
    countFailedCheck(chat, `caller_${caller}`);
    now += 1_000;
  }
  expect(chat.failedChecks.size).toBe(60);
});
