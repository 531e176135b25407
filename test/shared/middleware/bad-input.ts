import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { Api } from '#shared/define-api';

/** A request as JSON text, and its expected result. */
export interface Input {
  /** What is odd about it. */
  readonly title: string;
  readonly api: Api;
  readonly json: string;
}

/** A request that is refused: the places of its faults, in order. */
export interface Refused extends Input {
  readonly pointers: readonly string[];
}

/** A request that goes to Chat: as it is, or written as `sent`. */
export interface PassedOn extends Input {
  readonly sent: string;
}

/** A list of conversations as raw JSON, in a request to pin them; more fields go before or after it. */
const pin = (items: string, more = ''): string =>
  `{"From_Account":"user_0001","OperationType":1,"RecentContactItem":${items}${more}}`;
const contacts = (items: string, more = ''): string => `{"From_Account":"user_0001","ContactItem":${items}${more}}`;
const search = (count: string, keywords: string, more = ''): string =>
  `{"Count":${count},"Keywords":${keywords}${more}}`;
const list = (count: number, item: (index: number) => string): string =>
  `[${Array.from({ length: count }, (_, index) => item(index)).join()}]`;

const user = '{"Type":1,"To_Account":"user_0002"}';
const group = '{"Type":2,"GroupId":"@TGS#1B2AUI7RZ"}';
const nested = (depth: number, inside = ''): string => '['.repeat(depth) + inside + ']'.repeat(depth);

type RefusedRow = readonly [title: string, json: string, pointers: readonly string[]];
const refusedBy = (api: Api, rows: readonly RefusedRow[]): readonly Refused[] =>
  rows.map(([title, json, pointers]) => ({ title, api, json, pointers }));

const from = '/From_Account';
const items = '/RecentContactItem';
const item = `${items}/0`;

/** What is wrong by the pages of the APIs: refused with all faults, without a call. */
export const refused: readonly Refused[] = [
  ...refusedBy(pinConversations, [
    ['null', 'null', ['']],
    ['a string', '"a request"', ['']],
    ['a number', '42', ['']],
    ['a boolean', 'true', ['']],
    ['an empty object', '{}', [from, '/OperationType', items]],
    [
      'null fields',
      '{"From_Account":null,"OperationType":null,"RecentContactItem":null}',
      [from, '/OperationType', items],
    ],
    [
      'fields of wrong types',
      '{"From_Account":7,"OperationType":"3","RecentContactItem":{}}',
      [from, '/OperationType', items],
    ],
    ['an empty user', pin(`[${user}]`).replace('user_0001', ''), [from]],
    ['a user id of 33 bytes', pin(`[${user}]`).replace('user_0001', 'a'.repeat(33)), [from]],
    ['a user id of 33 bytes in 9 characters', pin(`[${user}]`).replace('user_0001', `${'😀'.repeat(8)}a`), [from]],
    ['a user id beyond 2^53', pin(`[${user}]`).replace('"user_0001"', '144115214578713345'), [from]],
    ['OperationType 0', pin(`[${user}]`).replace('"OperationType":1', '"OperationType":0'), ['/OperationType']],
    ['OperationType 3', pin(`[${user}]`).replace('"OperationType":1', '"OperationType":3'), ['/OperationType']],
    ['OperationType beyond 2^53', pin(`[${group}]`).replace(':1,', ':9007199254740993,'), ['/OperationType']],
    ['items that are no objects', pin('[null,1,"a",[],true]'), [0, 1, 2, 3, 4].map((index) => `${items}/${index}`)],
    ['an empty item', pin('[{}]'), [`${item}/Type`]],
    ['Type 3', pin('[{"Type":3,"To_Account":"user_0002"}]'), [`${item}/Type`]],
    ['Type "3"', pin('[{"Type":"3","To_Account":"user_0002"}]'), [`${item}/Type`]],
    ['Type 1.5', pin('[{"Type":1.5,"To_Account":"user_0002"}]'), [`${item}/Type`]],
    ['Type true', pin('[{"Type":true,"To_Account":"user_0002"}]'), [`${item}/Type`]],
    ['Type null', pin('[{"Type":null,"To_Account":"user_0002"}]'), [`${item}/Type`]],
    ['Type [1]', pin('[{"Type":[1],"To_Account":"user_0002"}]'), [`${item}/Type`]],
    ['Type 1e400', pin('[{"Type":1e400,"To_Account":"user_0002"}]'), [`${item}/Type`]],
    ['a C2C conversation without To_Account', pin('[{"Type":1}]'), [`${item}/To_Account`]],
    ['a null To_Account', pin('[{"Type":1,"To_Account":null}]'), [`${item}/To_Account`]],
    ['an empty To_Account', pin('[{"Type":1,"To_Account":""}]'), [`${item}/To_Account`]],
    ['a group without its id', pin('[{"Type":2}]'), [`${item}/GroupId`]],
    ['an empty GroupId', pin('[{"Type":2,"GroupId":""}]'), [`${item}/GroupId`]],
    ['ToGroupId for GroupId', pin('[{"Type":2,"ToGroupId":"@TGS#1"}]'), [`${item}/GroupId`, `${item}/ToGroupId`]],
    ['To_Account for a group', pin('[{"Type":2,"To_Account":"a"}]'), [`${item}/GroupId`]],
    ['GroupId for a user', pin('[{"Type":1,"GroupId":"@TGS#1"}]'), [`${item}/To_Account`]],
    [
      'both names of the group’s id',
      pin('[{"Type":2,"GroupId":"@TGS#1","ToGroupId":"@TGS#1"}]'),
      [`${item}/ToGroupId`],
    ],
    [
      'faults in several items',
      pin(`[${user},{"Type":1},${group},{"Type":2}]`),
      [`${items}/1/To_Account`, `${items}/3/GroupId`],
    ],
    ['no conversation', pin('[]'), [items]],
    ['101 conversations', pin(list(101, (index) => `{"Type":1,"To_Account":"u${index}"}`)), [items]],
    ['a group id of 257 characters', pin(`[${group.replace('@TGS#1B2AUI7RZ', 'x'.repeat(257))}]`), [`${item}/GroupId`]],
    ['an unknown field', pin(`[${user}]`, ',"Limit":1'), ['/Limit']],
    ['a field in another case', pin(`[${user}]`).replace('From_Account', 'from_account'), [from, '/from_account']],
    ['a name with a slash and a tilde', pin(`[${user}]`, ',"a/b~c":1'), ['/a~1b~0c']],
    ['a name that is empty', pin(`[${user}]`, ',"":1'), ['/']],
    ['a __proto__ key', pin(`[${user}]`, ',"__proto__":{"admin":true}'), ['/__proto__']],
    ['a constructor key', pin(`[${user}]`, ',"constructor":{"prototype":{}}'), ['/constructor']],
    [
      'fields under __proto__',
      '{"__proto__":{"From_Account":"a","OperationType":1,"RecentContactItem":[]}}',
      [from, '/OperationType', items, '/__proto__'],
    ],
    ['a __proto__ key in an item', pin('[{"Type":1,"To_Account":"a","__proto__":null}]'), [`${item}/__proto__`]],
    ['an item that is deeply nested', pin(nested(1_000)), [item]],
    ['a field that is deeply nested', pin(`[${user}]`, `,"Deep":${nested(1_000)}`), ['/Deep']],
  ]),
  ...refusedBy(searchContactGroups, [
    ['no conversation', contacts('[]'), ['/ContactItem']],
    ['a conversation for the list', contacts(user), ['/ContactItem']],
    ['3,001 conversations', contacts(list(3_001, (index) => `{"Type":1,"To_Account":"u${index}"}`)), ['/ContactItem']],
    ['GroupId for ToGroupId', contacts(`[${group}]`), ['/ContactItem/0/ToGroupId', '/ContactItem/0/GroupId']],
    [
      'ToGroupid, as another API spells it',
      contacts('[{"Type":2,"ToGroupid":"@TGS#1"}]'),
      ['/ContactItem/0/ToGroupId', '/ContactItem/0/ToGroupid'],
    ],
    ['GroupName, which one client sends', contacts(`[${user}]`, ',"GroupName":["a"]'), ['/GroupName']],
  ]),
  ...refusedBy(searchGroups, [
    ['Count 0', search('0', '["a"]'), ['/Count']],
    ['Count -1', search('-1', '["a"]'), ['/Count']],
    ['Count 1.5', search('1.5', '["a"]'), ['/Count']],
    ['Count "10"', search('"10"', '["a"]'), ['/Count']],
    ['Count null', search('null', '["a"]'), ['/Count']],
    ['Count true', search('true', '["a"]'), ['/Count']],
    ['Count beyond 2^53', search('9007199254740993', '["a"]'), ['/Count']],
    ['Count 1e400', search('1e400', '["a"]'), ['/Count']],
    ['no Count', '{"Keywords":["a"]}', ['/Count']],
    ['no Keywords', '{"Count":1}', ['/Keywords']],
    ['Keywords as text', search('1', '"a"'), ['/Keywords']],
    ['a keyword that is no text', search('1', '["a",1,null]'), ['/Keywords/1', '/Keywords/2']],
    ['KeywordMatchType 2', search('1', '["a"]', ',"KeywordMatchType":2'), ['/KeywordMatchType']],
    ['no keyword', search('1', '[]'), ['/Keywords']],
    ['an empty keyword', search('1', '[""]'), ['/Keywords/0']],
    ['6 keywords', search('1', '["a","b","c","d","e","f"]'), ['/Keywords']],
    ['GroupType as text', search('1', '["a"]', ',"GroupType":"Public"'), ['/GroupType']],
    [
      'a GroupType that cannot be searched',
      search('1', '["a"]', ',"GroupType":["Public","AVChatRoom"]'),
      ['/GroupType/1'],
    ],
    ['a Cursor that is no text', search('1', '["a"]', ',"Cursor":7'), ['/Cursor']],
    ['an unknown field', search('1', '["a"]', ',"Keyword":"a"'), ['/Keyword']],
  ]),
];

type PassedOnRow = readonly [title: string, json: string, sent?: string];
const passedOnBy = (api: Api, rows: readonly PassedOnRow[]): readonly PassedOn[] =>
  rows.map(([title, json, sent = json]) => ({ title, api, json, sent }));

const oneUser = pin(`[${user}]`);

/** What the pages allow or leave open: it goes to Chat, which may refuse it. */
export const passedOn: readonly PassedOn[] = [
  ...passedOnBy(pinConversations, [
    ['one conversation', oneUser],
    ['100 conversations', pin(list(100, (index) => `{"Type":1,"To_Account":"u${index}"}`))],
    ['OperationType "1"', oneUser.replace(':1,', ':"1",'), oneUser],
    ['both ids for a user', pin('[{"Type":1,"To_Account":"user_0002","GroupId":""}]'), oneUser],
    ['both ids for a group', pin('[{"Type":2,"To_Account":null,"GroupId":"@TGS#1B2AUI7RZ"}]'), pin(`[${group}]`)],
    ['the same conversation twice', pin(`[${user},${user}]`)],
    ['Type "1"', pin('[{"Type":"1","To_Account":"user_0002"}]'), oneUser],
    ['Type "2"', pin('[{"Type":"2","GroupId":"@TGS#1B2AUI7RZ"}]'), pin(`[${group}]`)],
    ['Type 1.0', pin('[{"Type":1.0,"To_Account":"user_0002"}]'), oneUser],
    ['Type 1e0', pin('[{"Type":1e0,"To_Account":"user_0002"}]'), oneUser],
    ['a field given twice', oneUser.replace('{', '{"From_Account":"user_0003",'), oneUser],
    ['white space', ` \r\n\t${oneUser.replaceAll(',', ' , ')}\n`, oneUser],
    ['a user id of 32 bytes', oneUser.replace('user_0002', 'a'.repeat(32))],
    ['a user id of 32 bytes in 8 characters', oneUser.replace('user_0002', '😀'.repeat(8))],
    ['a user id with a newline', oneUser.replace('user_0002', 'a\\nb')],
    ['a user id with quotes', oneUser.replace('user_0002', `a\\"b'c`)],
    ['a user id with a backslash', oneUser.replace('user_0002', 'a\\\\b')],
    ['a user id with an emoji', oneUser.replace('user_0002', '👩‍🚀')],
    [
      'a user id with an escaped emoji',
      oneUser.replace('user_0002', '\\ud83d\\ude00'),
      oneUser.replace('user_0002', '😀'),
    ],
    ['a user id with half an emoji', oneUser.replace('user_0002', 'a\\ud83d')],
    ['a user id with a zero', oneUser.replace('user_0002', 'a\\u0000b')],
    ['a user id of blanks', oneUser.replace('user_0002', '  ')],
    ['a user id named like a member of all objects', oneUser.replace('user_0002', '__proto__')],
    ['a user id that looks like a 64-bit number', oneUser.replace('user_0002', '144115214578713345')],
    ['a group id of 256 characters', pin(`[${group.replace('@TGS#1B2AUI7RZ', 'x'.repeat(256))}]`)],
  ]),
  ...passedOnBy(searchContactGroups, [
    ['one conversation', contacts(`[${user}]`)],
    ['300 conversations', contacts(list(300, (index) => `{"Type":1,"To_Account":"u${index}"}`))],
    ['the same conversation twice', contacts(`[${user},${user}]`)],
    [
      'Type "2"',
      contacts('[{"Type":"2","ToGroupId":"@TGS#1B2AUI7RZ"}]'),
      contacts('[{"Type":2,"ToGroupId":"@TGS#1B2AUI7RZ"}]'),
    ],
  ]),
  ...passedOnBy(searchGroups, [
    ['Count 1', search('1', '["a"]')],
    ['Count 100', search('100', '["a"]')],
    ['Count 101, which Chat treats as 100', search('101', '["a"]')],
    ['Count 2^53 - 1', search('9007199254740991', '["a"]')],
    ['Count 1e2', search('1e2', '["a"]'), search('100', '["a"]')],
    ['a blank keyword', search('1', '[" "]')],
    ['the same keyword twice', search('1', '["a","a"]')],
    ['5 keywords', search('1', '["a","b","c","d","e"]')],
    [
      'KeywordMatchType "1"',
      search('1', '["a"]', ',"KeywordMatchType":"1"'),
      '{"Count":1,"KeywordMatchType":1,"Keywords":["a"]}',
    ],
    ['an empty Cursor', search('1', '["a"]', ',"Cursor":""')],
    ['a Cursor that Chat does not know', search('1', '["a"]', ',"Cursor":"no such cursor"')],
  ]),
];
