import { element, table } from './element.js';

/** A user with more pins than these is shown closed. */
const many = 10;

const named = (heading, ...content) => element('div', {}, element('h4', {}, heading), ...content);

const pinsOf = ({ pins }) => named('Pinned, in order', element('ol', {}, ...pins.map((pin) => element('li', {}, pin))));

const contactGroupsOf = ({ contactGroups }) =>
  named(
    'Conversation groups',
    table(
      ['id', 'name'],
      contactGroups.map(({ GroupId, GroupName }) => [`${GroupId}`, GroupName]),
    ),
  );

const marksOf = ({ contacts }) =>
  named(
    'Groups and marks of conversations',
    table(
      ['conversation', 'groups', 'mark', 'custom'],
      contacts.map(({ conversation, ContactGroupId, StandardMark, CustomMark = '' }) => [
        conversation,
        ContactGroupId.join(', '),
        StandardMark,
        CustomMark,
      ]),
    ),
  );

const parts = [
  ['pins', pinsOf],
  ['contactGroups', contactGroupsOf],
  ['contacts', marksOf],
];

const userOf = (user) => {
  const id = `user-${user.UserID}`;
  return element(
    'details',
    { id, open: document.getElementById(id)?.open ?? user.pins.length <= many },
    element('summary', {}, `${user.UserID} · ${user.pins.length} pinned`),
    ...parts.filter(([name]) => user[name].length > 0).map(([, show]) => show(user)),
  );
};

const groupsOf = (groups) =>
  table(
    ['name', 'id', 'type', 'members'],
    groups.map(({ GroupName, GroupID, GroupType, GroupMemberNum }) => [
      GroupName,
      GroupID,
      GroupType,
      `${GroupMemberNum}`,
    ]),
  );

const isEmpty = (user) => parts.every(([name]) => user[name].length === 0);

/** What Chat holds: users with their pins, conversation groups and marks, and groups. */
export const stateParts = ({ users, groups }) => [
  element('h2', {}, 'Users'),
  ...users.filter((user) => !isEmpty(user)).map(userOf),
  element(
    'p',
    {},
    `Nothing yet of ${users
      .filter(isEmpty)
      .map(({ UserID }) => UserID)
      .join(', ')}.`,
  ),
  element('h2', {}, 'Groups'),
  groupsOf(groups),
];
