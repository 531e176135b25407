import type { AccountSeed, GroupSeed, Seed } from '#test/emulator/populate';

/** The seeded app. Calls to the emulator are signed with its fake key. */
export const seededApp = { sdkAppId: 1_400_000_000, secretKey: 'fa4e'.repeat(16), admins: ['administrator'] };

const deskConversation = 'GROUP@TGS#1B2AUI7RZ';

const users: readonly AccountSeed[] = [
  {
    UserID: 'user_0001',
    Nick: 'user 0001',
    Gender: 'Gender_Type_Male',
    BirthDay: 19_900_101,
    conversations: [
      { conversation: 'C2Cuser_0002', MsgTime: 1_772_612_017 },
      { conversation: deskConversation, MsgTime: 1_775_185_968 },
      { conversation: 'C2Cuser_0003', MsgTime: 1_772_605_020 },
    ],
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
      { conversation: deskConversation, StandardMark: '', ContactGroupId: [1], Timestamp: 1_775_186_067 },
    ],
  },
  { UserID: 'user_0002', Nick: 'user 0002', Gender: 'Gender_Type_Female' },
  { UserID: 'user_0003' },
  { UserID: 'user_0050', pins: Array.from({ length: 50 }, (_, index) => `C2Cpeer_${index + 1}`) },
  { UserID: 'wangkun', TinyID: 144_115_214_578_713_345n, Nick: '咯好无辜啊' },
  { UserID: 'administrator' },
  { UserID: 'abcd', Nick: ' abcddhdj', Gender: 'Gender_Type_Female' },
  { UserID: 'wwwwwwww', TinyID: 144_115_214_509_753_268n, Nick: '发货那就' },
  { UserID: 'test', Nick: 'test' },
  { UserID: 'id1', conversations: [{ conversation: 'C2Cid2', MsgTime: 1_772_612_017 }] },
  { UserID: 'id2' },
  {
    UserID: 'user15',
    contactGroups: [
      { GroupName: 'test1', GroupId: 1 },
      { GroupName: 'test0', GroupId: 2 },
    ],
    contacts: [{ conversation: 'C2Cuser_0002', StandardMark: '', ContactGroupId: [2], Timestamp: 1_672_998_266 }],
  },
];

const membersOf = (...ids: readonly string[]) => ids.map((UserID) => ({ UserID }));

const groups: readonly GroupSeed[] = [
  {
    GroupID: '@TGS#1B2AUI7RZ',
    GroupName: 'Support Desk',
    GroupOwnerUserID: 'user_0001',
    members: [{ UserID: 'user_0001', NameCard: 'Head of Support' }, ...membersOf('user_0002', 'user_0003')],
  },
  {
    GroupID: '@TGS#2BZNQWAG2',
    GroupName: '咯好无辜啊、IM助手',
    GroupOwnerUserID: 'wangkun',
    members: membersOf('wangkun', 'administrator'),
  },
  {
    GroupID: '@TGS#2C3DTWAG4',
    GroupName: '好啊 Support',
    GroupOwnerUserID: 'wangkun',
    members: [...membersOf('wangkun', 'user_0001'), { UserID: 'user_0002', NameCard: 'On call' }],
  },
  {
    GroupType: 'Private',
    GroupID: '@TGS#1D4EUXBH6',
    GroupName: '走啊走',
    GroupOwnerUserID: 'wangkun',
    members: membersOf('wangkun', 'user_0003'),
  },
  {
    GroupType: 'ChatRoom',
    GroupID: '@TGS#3E5FVYCI8',
    GroupName: '开会啊',
    GroupOwnerUserID: 'user_0001',
    members: membersOf('user_0001', 'user_0002', 'user_0003'),
  },
  {
    GroupType: 'Community',
    GroupID: '@TGS#_F6GWZDJ1',
    GroupName: '天啊社区',
    GroupOwnerUserID: 'user_0001',
    members: membersOf('user_0001', 'abcd'),
  },
  { GroupID: '@TGS#2G7HXAEK3', GroupName: '啊', GroupOwnerUserID: 'user_0001', members: membersOf('user_0001') },
  {
    GroupType: 'AVChatRoom',
    GroupID: '@TGS#aH8IYBFL5',
    GroupName: '直播啊',
    GroupOwnerUserID: 'wangkun',
    members: membersOf('wangkun', 'user_0002'),
  },
  {
    GroupID: '@TGS#2F6UQRAG3',
    GroupName: '测试测试测试',
    GroupOwnerUserID: 'wwwwwwww',
    members: membersOf('wwwwwwww', 'test'),
  },
];

/**
 * The initial accounts and groups. With them the documented sample requests get the sample answers, unless the
 * samples contradict each other. Six groups have the character 啊 in their names; a seventh is an AVChatRoom, which no
 * search may find. `user_0050` has as many pinned conversations as Chat allows.
 */
export const seededState: Seed = { users, groups, hidden: [{ SetType: 1, UserID: 'test' }] };

const sampleGroups = [
  { GroupName: 'group_0001', GroupId: 1 },
  { GroupName: 'group_0002', GroupId: 2 },
];

const withUser0001 = (user: Omit<AccountSeed, 'UserID'>): Seed => ({
  users: [{ UserID: 'user_0001', ...user }],
  groups: [{ GroupID: '@TGS#1B2AUI7RZ', GroupName: 'Support Desk', GroupOwnerUserID: 'user_0001' }],
});

/** The seeds of samples that show the conversations of `seededState` with other marks. */
const sampleSeeds: Readonly<Record<string, Seed>> = {
  'list-conversations': withUser0001({
    pins: ['C2Cuser_0003'],
    conversations: [
      { conversation: 'C2Cuser_0002', MsgTime: 1_772_612_017 },
      { conversation: deskConversation, MsgTime: 1_775_185_968 },
      { conversation: 'C2Cuser_0003', MsgTime: 1_772_605_020 },
    ],
    contactGroups: sampleGroups,
    contacts: [
      {
        conversation: deskConversation,
        StandardMark: '111001',
        CustomMark: 'abcd',
        ContactGroupId: [1, 2],
        Timestamp: 1_775_185_968,
      },
      {
        conversation: 'C2Cuser_0003',
        StandardMark: '111001',
        CustomMark: 'abcd',
        ContactGroupId: [1],
        Timestamp: 1_775_185_968,
      },
    ],
  }),
  'list-contact-groups': withUser0001({
    contactGroups: sampleGroups,
    contacts: [
      {
        conversation: 'C2Cuser_0002',
        StandardMark: '111001',
        ContactGroupId: [1, 2],
        Timestamp: 1_670_843_110,
      },
      {
        conversation: deskConversation,
        StandardMark: '111001',
        CustomMark: 'abcd',
        ContactGroupId: [],
        Timestamp: 1_672_998_266,
      },
    ],
  }),
};

/** The seed for which a function's sample request gets the sample answer. */
export const seedFor = (functionName: string): Seed => sampleSeeds[functionName] ?? seededState;
