import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const contacts = (length: number) =>
  Array.from({ length }, (_, index) => ({
    conversation: `C2Cpeer_${index}`,
    StandardMark: '1',
    ContactGroupId: [],
    Timestamp: 1_700_000_000 + index,
  }));
const length = 45;
const { emulator, call, user } = await emulateApi('/v4/recentcontact/get_contact_group', {
  seed: { users: [{ UserID: 'many', contacts: contacts(length) }, { UserID: 'none' }], groups: [] },
});

const list = (StartIndex: unknown, From_Account = 'many') => call({ From_Account, StartIndex });

test('pages follow each other by NextStartIndex, which the last one lacks', async () => {
  const pages = [await list(0), await list(20), await list(40)];
  expect(pages.map(({ CompleteFlag, NextStartIndex }) => [CompleteFlag, NextStartIndex])).toEqual([
    [0, 20],
    [0, 40],
    [1, undefined],
  ]);
  expect(pages.flatMap(({ ContactItem }) => ContactItem)).toHaveLength(length);
  expect(pages[2]).not.toHaveProperty('NextStartIndex');
  expect(pages[2]).toMatchObject({ CompleteTime: 1_700_000_044, GroupItem: [] });
});

test('pages of any size join to the whole list', async () => {
  const whole = user('many')?.contacts.map(({ conversation }) => conversation.slice(3));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: length }), async (start) => {
      const joined: unknown[] = [];
      for (let next: unknown = start; next !== undefined; ) {
        const { ContactItem, NextStartIndex }: Readonly<Record<string, unknown>> = await list(next);
        if (Array.isArray(ContactItem)) joined.push(...ContactItem.map(({ To_Account }) => To_Account));
        next = NextStartIndex;
      }
      expect(joined).toEqual(whole?.slice(start));
    }),
    { numRuns: 20 },
  );
});

test('a user without groups and marks has an empty list', async () => {
  expect(await list(0, 'none')).toMatchObject({ ContactItem: [], GroupItem: [], CompleteFlag: 1, CompleteTime: 0 });
});

test('an unknown user is 50001, a missing edition 51013', async () => {
  expect(await list(0, 'nobody')).toMatchObject({ ErrorCode: 50001 });
  emulator.configure({ contactGroups: false });
  expect(await list(0)).toMatchObject({ ErrorCode: 51013 });
});

test.each([undefined, -1, '0'])('50002 names StartIndex: %j', async (StartIndex) => {
  expect(await list(StartIndex)).toMatchObject({
    ErrorCode: 50002,
    ErrorInfo: expect.stringMatching(named('StartIndex')),
  });
});
