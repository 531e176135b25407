import * as z from 'zod/mini';
import { answerTo } from '#test/emulator/answer';
import { fieldsOf, list, text } from '#test/emulator/read-fields';
import { isFound, searchedGroupTypes, searchFields, searchPage } from '#test/emulator/search-pages';
import { findUser, isHidden, isSearchable } from '#test/emulator/state';

const fields = fieldsOf({ ...searchFields, GroupType: searchedGroupTypes, GroupIdList: z._default(list(text()), []) });

/** Searches the members of groups, page by page (https://cloud.tencent.com/document/product/269/114548). */
export const searchGroupMembers = answerTo(fields, (chat, request) => {
  const { GroupType: types, GroupIdList: ids } = request;
  const groups = chat.state.groups.filter(
    (group) => isSearchable(group, types) && (ids.length === 0 || ids.includes(group.GroupID)),
  );
  const hits = groups.flatMap(({ GroupType, GroupID, GroupName, members }) =>
    members.flatMap(({ UserID, NameCard }) => {
      const { TinyID, profile } = findUser(chat.state, UserID);
      const name = profile.Nick ?? '';
      const isHit =
        !isHidden(chat.state, { SetType: 3, UserID, GroupID }) &&
        isFound({ id: UserID, names: [NameCard, name] }, request);
      const hit = {
        GroupType,
        GroupID,
        GroupName,
        GroupMemberUserID: UserID,
        GroupMemberTinyID: TinyID,
        GroupMemberUserName: name,
        GroupMemberNameCard: NameCard,
      };
      return isHit ? [hit] : [];
    }),
  );
  return searchPage(chat, { listField: 'GroupMembers', hits, request });
});
