import type { GroupRecord, State } from './state.ts';

/** The seeded app. Its key is fake; sign with it to call the emulator. */
export const seededApp = { sdkAppId: 1_400_000_000, secretKey: 'fa4e'.repeat(16), admins: ['administrator'] };

const wangkun = {
  GroupOwnerUserID: 'wangkun',
  GroupOwnerTinyID: 144_115_214_578_713_345n,
  GroupOwnerUserName: '咯好无辜啊',
};
const user0001 = {
  GroupOwnerUserID: 'user_0001',
  GroupOwnerTinyID: 144_115_214_578_713_346n,
  GroupOwnerUserName: 'user 0001',
};

type Start = Pick<GroupRecord, 'GroupType' | 'GroupID' | 'GroupName' | 'GroupMemberNum'>;

function group(start: Start, owner: typeof wangkun): GroupRecord {
  return { ...start, GroupFaceUrl: '', GroupIntroduction: '', ...owner };
}

const noData = { pins: [], contactGroups: [], contacts: [] };

/**
 * The accounts and groups at the start. With them the sample requests of the documentation get the sample answers: six groups
 * hold the character 啊 in their names, and a seventh, which no search may find, is an AVChatRoom. `user_0050` has as many
 * pinned conversations as Chat allows.
 */
export const seededState: State = {
  users: [
    {
      UserID: 'user_0001',
      pins: [],
      contactGroups: [
        { GroupName: 'group_0001', GroupId: 1 },
        { GroupName: 'group_0002', GroupId: 2 },
        { GroupName: 'group_0003', GroupId: 3 },
      ],
      contacts: [
        {
          conversation: 'C2Cuser_0002',
          StandardMark: '11111110',
          CustomMark: 'abcde',
          ContactGroupId: [1, 2],
          Timestamp: 1_775_217_000,
        },
        { conversation: 'GROUP@TGS#1B2AUI7RZ', StandardMark: '', ContactGroupId: [1], Timestamp: 1_775_186_067 },
      ],
    },
    { UserID: 'user_0002', ...noData },
    { UserID: 'user_0003', ...noData },
    { UserID: 'user_0050', ...noData, pins: Array.from({ length: 50 }, (_, index) => `C2Cpeer_${index + 1}`) },
    { UserID: 'wangkun', ...noData },
    { UserID: 'administrator', ...noData },
  ],
  groups: [
    group({ GroupType: 'Public', GroupID: '@TGS#1B2AUI7RZ', GroupName: 'Support Desk', GroupMemberNum: 3 }, user0001),
    group(
      { GroupType: 'Public', GroupID: '@TGS#2BZNQWAG2', GroupName: '咯好无辜啊、IM助手', GroupMemberNum: 2 },
      wangkun,
    ),
    group({ GroupType: 'Public', GroupID: '@TGS#2C3DTWAG4', GroupName: '好啊 Support', GroupMemberNum: 5 }, wangkun),
    group({ GroupType: 'Private', GroupID: '@TGS#1D4EUXBH6', GroupName: '走啊走', GroupMemberNum: 4 }, wangkun),
    group({ GroupType: 'ChatRoom', GroupID: '@TGS#3E5FVYCI8', GroupName: '开会啊', GroupMemberNum: 12 }, user0001),
    group({ GroupType: 'Community', GroupID: '@TGS#_F6GWZDJ1', GroupName: '天啊社区', GroupMemberNum: 900 }, user0001),
    group({ GroupType: 'Public', GroupID: '@TGS#2G7HXAEK3', GroupName: '啊', GroupMemberNum: 1 }, user0001),
    group({ GroupType: 'AVChatRoom', GroupID: '@TGS#aH8IYBFL5', GroupName: '直播啊', GroupMemberNum: 40 }, wangkun),
  ],
};
