import { expect, test } from 'vitest';
import { parseAnswer } from '#shared/client/parse-answer';

test.each([
  ['an id of 64 bits', '{"GroupOwnerTinyID":144115214578713345}', { GroupOwnerTinyID: '144115214578713345' }],
  ['the largest one', '{"GroupOwnerTinyID":18446744073709551615}', { GroupOwnerTinyID: '18446744073709551615' }],
  ['a small id', '{"GroupOwnerTinyID":7}', { GroupOwnerTinyID: '7' }],
  ['an id that is a string', '{"GroupOwnerTinyID":"144115214578713345"}', { GroupOwnerTinyID: '144115214578713345' }],
  [
    'an id deep inside',
    '{"Groups":[{"MemberTinyID":9007199254740993}]}',
    { Groups: [{ MemberTinyID: '9007199254740993' }] },
  ],
  ['another number beyond 2^53', '{"Sequence":-9007199254740993}', { Sequence: '-9007199254740993' }],
  ['the last number that fits', '{"Sequence":9007199254740991}', { Sequence: 9007199254740991 }],
  ['a fraction', '{"Share":1.10}', { Share: 1.1 }],
  ['digits in a string', '{"Name":"144115214578713345"}', { Name: '144115214578713345' }],
  ['an id that is missing', '{"GroupOwnerTinyID":null}', { GroupOwnerTinyID: null }],
])('%s', (_, text, answer) => {
  expect(parseAnswer(text)).toEqual(answer);
});
