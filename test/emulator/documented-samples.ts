/** A sample of Tencent's documentation: `request` and `answer` are the page's JSON without its white space. */
export type DocumentedSample = { source: string; path: string; request: string; answer: string };

/** The sample of `recentcontact/top`. The emulator answers it byte for byte. */
export const topSample: DocumentedSample = {
  source: 'https://trtc.io/zh/document/78304',
  path: '/v4/recentcontact/top',
  request:
    '{"From_Account":"user_0001","OperationType":1,"RecentContactItem":[{"Type":1,"To_Account":"user_0002"},{"Type":2,"GroupId":"@TGS#1B2AUI7RZ"}]}',
  answer: '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","ErrorDisplay":""}',
};

/** The sample of `recentcontact/search_contact_group`. The emulator answers it byte for byte. */
export const searchContactGroupSample: DocumentedSample = {
  source: 'https://trtc.io/zh/document/53442',
  path: '/v4/recentcontact/search_contact_group',
  request:
    '{"From_Account":"user_0001","ContactItem":[{"Type":1,"To_Account":"user_0002"},{"Type":2,"ToGroupId":"@TGS#1B2AUI7RZ"}]}',
  answer:
    '{"ContactResultItem":[{"Type":1,"To_Account":"user_0002","StandardMark":"11111110","CustomMark":"abcde","ContactGroupId":[1,2],"Timestamp":1775217000},{"Type":2,"ToGroupId":"@TGS#1B2AUI7RZ","StandardMark":"","ContactGroupId":[1],"Timestamp":1775186067}],"GroupItem":[{"GroupName":"group_0001","GroupId":1},{"GroupName":"group_0002","GroupId":2}],"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}',
};

/**
 * The sample of `group_search/search`. It is abridged: one of six hits, yet not finished, for a page of 100. The emulator
 * gives `groupSearchSampleRecord` byte for byte and `TotalCount` 6, with all six groups and `IsFinish` true.
 */
export const groupSearchSample: DocumentedSample = {
  source: 'https://cloud.tencent.com/document/product/269/114549',
  path: '/v4/group_search/search',
  request: '{"Count":100,"GroupType":[],"KeywordMatchType":1,"Keywords":["啊"]}',
  answer:
    '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"IsFinish":false,"TotalCount":6,"Groups":[{"GroupType":"Public","GroupID":"@TGS#2BZNQWAG2","GroupName":"咯好无辜啊、IM助手","GroupMemberNum":2,"GroupFaceUrl":"","GroupIntroduction":"","GroupOwnerUserID":"wangkun","GroupOwnerTinyID":144115214578713345,"GroupOwnerUserName":"咯好无辜啊"}],"Cursor":"sTTW6iNKGz2TuqprgdJuJflhmwLr2_kZrvRFWpjrkww"}',
};

/** The one group that the sample of `group_search/search` shows. */
export const groupSearchSampleRecord = groupSearchSample.answer.replace(/^.*"Groups":\[(.*?)\].*$/, '$1');
