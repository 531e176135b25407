import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const { call } = await emulateApi('/v4/group_member_search/search');

const search = (fields: object) => call({ Keywords: ['user_0002'], Count: 10, ...fields });
const found = async (fields: object) =>
  JSON.stringify((await search(fields)).GroupMembers).match(/(?<="GroupID":")[^"]+/g);

test('a member is found by its id, in every group but an AVChatRoom', async () => {
  expect(await found({})).toEqual(['@TGS#1B2AUI7RZ', '@TGS#2C3DTWAG4', '@TGS#3E5FVYCI8']);
  expect(await found({ Keywords: ['user_000'] })).toBeNull();
});

test('a member is found by part of its name card or nickname', async () => {
  expect(await found({ Keywords: ['on CALL'] })).toEqual(['@TGS#2C3DTWAG4']);
  expect(await found({ Keywords: ['USER 0002'] })).toHaveLength(3);
  expect(await found({ Keywords: ['0002', 'call'], KeywordMatchType: 1 })).toEqual(['@TGS#2C3DTWAG4']);
});

test('types and ids of groups narrow the search', async () => {
  expect(await found({ GroupType: ['ChatRoom'] })).toEqual(['@TGS#3E5FVYCI8']);
  expect(await found({ GroupIdList: ['@TGS#1B2AUI7RZ', '@TGS#unknown'] })).toEqual(['@TGS#1B2AUI7RZ']);
});

test.each([
  ['Keywords', { Keywords: '0002' }],
  ['GroupType[0]', { GroupType: ['AVChatRoom'] }],
  ['GroupIdList', { GroupIdList: '@TGS#1B2AUI7RZ' }],
  ['GroupIdList[0]', { GroupIdList: [''] }],
])('27003 names %s', async (field, fields) => {
  expect(await search(fields)).toMatchObject({ ErrorCode: 27003, ErrorInfo: expect.stringMatching(named(field)) });
});
