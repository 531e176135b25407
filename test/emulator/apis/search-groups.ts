import { answerTo } from '#test/emulator/answer';
import { fieldsOf } from '#test/emulator/read-fields';
import { isFound, searchedGroupTypes, searchFields, searchPage } from '#test/emulator/search-pages';
import { findUser, type Group, isHidden, isSearchable, type State } from '#test/emulator/state';

const fields = fieldsOf({ ...searchFields, GroupType: searchedGroupTypes });

/** Searches groups by name and id, page by page (https://cloud.tencent.com/document/product/269/114549). */
export const searchGroups = answerTo(fields, (chat, request) => {
  const hits = chat.state.groups.filter(
    (group) =>
      isSearchable(group, request.GroupType) &&
      !isHidden(chat.state, { SetType: 2, GroupID: group.GroupID }) &&
      isFound({ id: group.GroupID, names: [group.GroupName] }, request),
  );
  return searchPage(chat, { listField: 'Groups', hits: hits.map((group) => hit(chat.state, group)), request });
});

const hit = (state: State, { members, ...group }: Group): object => {
  const { GroupType, GroupID, GroupName, GroupFaceUrl, GroupIntroduction, GroupOwnerUserID } = group;
  const { TinyID, profile } = findUser(state, GroupOwnerUserID);
  return {
    GroupType,
    GroupID,
    GroupName,
    GroupMemberNum: members.length,
    GroupFaceUrl,
    GroupIntroduction,
    GroupOwnerUserID,
    GroupOwnerTinyID: TinyID,
    GroupOwnerUserName: profile.Nick ?? '',
  };
};
