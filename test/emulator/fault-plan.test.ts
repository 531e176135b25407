import { expect, test } from 'vitest';
import { createChat } from '#test/emulator/chat';
import { cancelFault, type Fault, planFault, takeFault } from '#test/emulator/fault-plan';

const taken = (faults: readonly Fault[], paths: readonly string[]): string => {
  const chat = createChat({});
  for (const fault of faults) planFault(chat, fault);
  return paths.map((path) => takeFault(chat, path)?.kind ?? '-').join(' ');
};

test('a fault applies once, a number of times, or always', () => {
  expect(taken([{ kind: 'cut' }], ['a', 'a'])).toBe('cut -');
  expect(taken([{ kind: 'cut', times: 2 }], ['a', 'a', 'a'])).toBe('cut cut -');
  expect(taken([{ kind: 'cut', times: 'always' }], ['a', 'a', 'a'])).toBe('cut cut cut');
});

test('a fault skips calls and ignores other paths', () => {
  expect(taken([{ kind: 'cut', path: 'b', skip: 1 }], ['b', 'a', 'b', 'b'])).toBe('- - cut -');
});

test('the fault planned first applies first, and its calls do not count for the others', () => {
  expect(taken([{ kind: 'cut' }, { kind: 'half', skip: 1 }], ['a', 'a', 'a'])).toBe('cut - half');
});

test('a fault is cancelled by its id, and the others stay', () => {
  const chat = createChat({});
  const [cut, half] = [planFault(chat, { kind: 'cut' }), planFault(chat, { kind: 'half', times: 2 })];
  expect(half.id).not.toBe(cut.id);
  expect(cancelFault(chat, cut.id)).toBe(true);
  expect(cancelFault(chat, cut.id)).toBe(false);
  expect(takeFault(chat, 'a')).toMatchObject({ kind: 'half', times: 1 });
  expect(planFault(chat, { kind: 'cut' }).id).toBeGreaterThan(half.id);
});
