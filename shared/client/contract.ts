// Derived from the definitions by `npm run derive`: change those, not this file.
import type { MakeMethod, Method, Pages } from '#shared/client/method';
import { pagesOf } from '#shared/client/pages';

/** What `create-contact-group` takes. */
export interface CreateContactGroupRequest {
  /** The user whose conversations they are. 1 to 32 characters. */
  readonly From_Account: string;
  /** The group to create: Chat takes one a call. 1 item. */
  readonly GroupContactItem: readonly {
    /**
     * The name of the conversation group: 1 to 64 bytes of UTF-8. Some pages of Chat say 32: up to that is
     * safe.
     */
    readonly GroupName: string;
    /** Up to 100 conversations to put into it. */
    readonly ContactItem?:
      | readonly (
          | {
              /** 1: a one-to-one conversation. */
              readonly Type: 1;
              /** The other user. 1 to 32 characters. */
              readonly To_Account: string;
            }
          | {
              /** 2: a group conversation. */
              readonly Type: 2;
              /** The group. 1 to 256 characters. */
              readonly ToGroupId: string;
            }
        )[]
      | undefined;
  }[];
}

/** What `create-contact-group` answers. */
export interface CreateContactGroupAnswer {
  /** What became of the group. */
  readonly GroupResultItem?:
    | readonly {
        /** The group that was created. */
        readonly GroupItem?:
          | {
              /** Its name. */
              readonly GroupName?: string | undefined;
              /** Its id: a number that Chat assigns, not the id of a group of Chat. */
              readonly GroupId?: number | undefined;
              readonly [field: string]: unknown;
            }
          | undefined;
        /** What became of each conversation. */
        readonly ResultItem?:
          | readonly {
              /** The conversation. */
              readonly ContactItem?:
                | {
                    /** 1: a one-to-one conversation. 2: a group conversation. */
                    readonly Type?: 1 | 2 | undefined;
                    /** The other user, where `Type` is 1. */
                    readonly To_Account?: string | undefined;
                    /** The group, where `Type` is 2. */
                    readonly ToGroupId?: string | undefined;
                    readonly [field: string]: unknown;
                  }
                | undefined;
              /** 0 if it worked; otherwise a code of Chat. */
              readonly ResultCode?: number | undefined;
              /** Why it failed; empty if it worked. */
              readonly ResultInfo?: string | undefined;
              readonly [field: string]: unknown;
            }[]
          | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `delete-contact-group` takes. */
export interface DeleteContactGroupRequest {
  /** The user whose conversations they are. 1 to 32 characters. */
  readonly From_Account: string;
  /** The name of the group to delete: Chat takes one a call. 1 item. */
  readonly GroupName: readonly string[];
}

/** What `delete-contact-group` answers. */
export interface DeleteContactGroupAnswer {
  /** The group that was deleted. */
  readonly GroupItem?:
    | readonly {
        /** Its name. */
        readonly GroupName?: string | undefined;
        /** Its id: a number that Chat assigns, not the id of a group of Chat. */
        readonly GroupId?: number | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `delete-conversation` takes. */
export type DeleteConversationRequest =
  | {
      /** The user whose conversations they are. 1 to 32 characters. */
      readonly From_Account: string;
      /** 1: a one-to-one conversation. */
      readonly Type: 1;
      /** The other user. 1 to 32 characters. */
      readonly To_Account: string;
      /**
       * 1: deletes the user's roaming messages too. 0: keeps them. Required here, since Chat documents no
       * default.
       */
      readonly ClearRamble: 0 | 1;
    }
  | {
      /** The user whose conversations they are. 1 to 32 characters. */
      readonly From_Account: string;
      /** 2: a group conversation. */
      readonly Type: 2;
      /** The group. 1 to 256 characters. */
      readonly ToGroupid: string;
      /**
       * 1: deletes the user's roaming messages too. 0: keeps them. Required here, since Chat documents no
       * default.
       */
      readonly ClearRamble: 0 | 1;
    };

/** What `delete-conversation` answers. */
export interface DeleteConversationAnswer {
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `list-contact-groups` takes. */
export interface ListContactGroupsRequest {
  /** The user whose conversations they are. 1 to 32 characters. */
  readonly From_Account: string;
  /** 0 for the first page, then `NextStartIndex` of the answer before. */
  readonly StartIndex: number;
}

/** What `list-contact-groups` answers. */
export interface ListContactGroupsAnswer {
  /** The conversations that have groups or marks. */
  readonly ContactItem?:
    | readonly {
        /** 1: a one-to-one conversation. 2: a group conversation. */
        readonly Type?: 1 | 2 | undefined;
        /** The other user, where `Type` is 1. */
        readonly To_Account?: string | undefined;
        /** The group, where `Type` is 2. */
        readonly ToGroupId?: string | undefined;
        /**
         * The standard marks as bits, the lowest on the right: star, unread, fold, hide. Empty if there is
         * none. At most 64 characters.
         */
        readonly StandardMark?: string | undefined;
        /** The application's own mark. */
        readonly CustomMark?: string | undefined;
        /** The ids of the conversation groups it is in. */
        readonly ContactGroupId?: readonly number[] | undefined;
        /** The last change of its groups and marks, in Unix seconds. */
        readonly Timestamp?: number | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** The conversation groups. */
  readonly GroupItem?:
    | readonly {
        /** Its name. */
        readonly GroupName?: string | undefined;
        /** Its id: a number that Chat assigns, not the id of a group of Chat. */
        readonly GroupId?: number | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** 1 if this is the last page. */
  readonly CompleteFlag?: 0 | 1 | undefined;
  /** Where the next page begins. Missing on the last page. */
  readonly NextStartIndex?: number | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `list-conversations` takes. */
export interface ListConversationsRequest {
  /** The user whose conversations they are. 1 to 32 characters. */
  readonly From_Account: string;
  /**
   * The time among the conversations that are not pinned. 0 for the first page, then from the answer
   * before.
   */
  readonly TimeStamp: number;
  /**
   * The index among the conversations that are not pinned. 0 for the first page, then from the answer
   * before.
   */
  readonly StartIndex: number;
  /** The time among the pinned conversations. 0 for the first page, then from the answer before. */
  readonly TopTimeStamp: number;
  /** The index among the pinned conversations. 0 for the first page, then from the answer before. */
  readonly TopStartIndex: number;
  /** What to list, as bits. Chat recommends 63 for complete data. */
  readonly AssistFlags: number;
}

/** What `list-conversations` answers. */
export interface ListConversationsAnswer {
  /** The conversations of the page. */
  readonly SessionItem?:
    | readonly {
        /** 1: a one-to-one conversation. 2: a group conversation. */
        readonly Type?: 1 | 2 | undefined;
        /** The other user, where `Type` is 1. */
        readonly To_Account?: string | undefined;
        /** The group, where `Type` is 2. */
        readonly GroupId?: string | undefined;
        /** The time of the conversation, in Unix seconds. */
        readonly MsgTime?: number | undefined;
        /** 1 if it is pinned. */
        readonly TopFlag?: 0 | 1 | undefined;
        /**
         * The standard marks as bits, the lowest on the right: star, unread, fold, hide. Empty if there is
         * none. At most 64 characters.
         */
        readonly StandardMark?: string | undefined;
        /** The application's own mark. */
        readonly CustomMark?: string | undefined;
        /** The ids of the conversation groups it is in. */
        readonly ContactGroupId?: readonly number[] | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** 1 if this is the last page. */
  readonly CompleteFlag?: 0 | 1 | undefined;
  /** The time among the conversations that are not pinned. Where the next page begins. */
  readonly TimeStamp?: number | undefined;
  /** The index among the conversations that are not pinned. Where the next page begins. */
  readonly StartIndex?: number | undefined;
  /** The time among the pinned conversations. Where the next page begins. */
  readonly TopTimeStamp?: number | undefined;
  /** The index among the pinned conversations. Where the next page begins. */
  readonly TopStartIndex?: number | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `list-hidden-from-search` takes. */
export interface ListHiddenFromSearchRequest {
  /** 1: users. 2: groups. 3: members of groups. */
  readonly SetType: 1 | 2 | 3;
  /** Hits on a page. Chat treats more than 100 as 100. */
  readonly Count?: number | undefined;
  /** The `Cursor` of the answer before. Empty or left out for the first page. At most 1,024 characters. */
  readonly Cursor?: string | undefined;
}

/** What `list-hidden-from-search` answers. */
export interface ListHiddenFromSearchAnswer {
  /** Whether this is the last page. */
  readonly IsFinish?: boolean | undefined;
  /** Hits on all pages. */
  readonly TotalCount?: number | undefined;
  /** What is hidden. */
  readonly NoVisibleData?:
    | readonly {
        /** The user, or the member. */
        readonly UserID?: string | undefined;
        /** The group. */
        readonly GroupID?: string | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** Where the next page begins. */
  readonly Cursor?: string | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `mark-conversations` takes. */
export interface MarkConversationsRequest {
  /** The user whose conversations they are. 1 to 32 characters. */
  readonly From_Account: string;
  /** 1 to 1,000 conversations. More than 100 become several calls to Chat. */
  readonly MarkItem: readonly {
    /** 1: standard marks. 2: the custom mark. 3: both. */
    readonly OptType: 1 | 2 | 3;
    /** The conversation. */
    readonly ContactItem:
      | {
          /** 1: a one-to-one conversation. */
          readonly Type: 1;
          /** The other user. 1 to 32 characters. */
          readonly To_Account: string;
        }
      | {
          /** 2: a group conversation. */
          readonly Type: 2;
          /** The group. 1 to 256 characters. */
          readonly ToGroupId: string;
        };
    /**
     * The numbers of the bits to clear. They go to Chat as they are: its pages count from 1, its clients
     * from 0. At most 64 items.
     */
    readonly ClearMark?: readonly number[] | undefined;
    /**
     * The numbers of the bits to set. They go to Chat as they are: its pages count from 1, its clients
     * from 0. At most 64 items.
     */
    readonly SetMark?: readonly number[] | undefined;
    /** The custom mark: up to 256 bytes of UTF-8. */
    readonly CustomMark?: string | undefined;
  }[];
}

/** What `mark-conversations` answers. */
export interface MarkConversationsAnswer {
  /** What became of each conversation. */
  readonly ResultItem?:
    | readonly {
        /** As in the request. */
        readonly OptType?: number | undefined;
        /** The conversation. */
        readonly ContactItem?:
          | {
              /** 1: a one-to-one conversation. 2: a group conversation. */
              readonly Type?: 1 | 2 | undefined;
              /** The other user, where `Type` is 1. */
              readonly To_Account?: string | undefined;
              /** The group, where `Type` is 2. */
              readonly ToGroupId?: string | undefined;
              readonly [field: string]: unknown;
            }
          | undefined;
        /** 0 if it worked; otherwise a code of Chat. */
        readonly ResultCode?: number | undefined;
        /** Why it failed; empty if it worked. */
        readonly ResultInfo?: string | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `pin-conversations` takes. */
export interface PinConversationsRequest {
  /** The user whose conversations they are. 1 to 32 characters. */
  readonly From_Account: string;
  /** 1: pins. 2: unpins. */
  readonly OperationType: 1 | 2;
  /** The conversations: 1 to 100. Chat documents no limit; this one is ours. */
  readonly RecentContactItem: readonly (
    | {
        /** 1: a one-to-one conversation. */
        readonly Type: 1;
        /** The other user. 1 to 32 characters. */
        readonly To_Account: string;
      }
    | {
        /** 2: a group conversation. */
        readonly Type: 2;
        /** The group. 1 to 256 characters. */
        readonly GroupId: string;
      }
  )[];
}

/** What `pin-conversations` answers. */
export interface PinConversationsAnswer {
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `search-contact-groups` takes. */
export interface SearchContactGroupsRequest {
  /** The user whose conversations they are. 1 to 32 characters. */
  readonly From_Account: string;
  /** 1 to 3,000 conversations. More than 300 become several calls to Chat. */
  readonly ContactItem: readonly (
    | {
        /** 1: a one-to-one conversation. */
        readonly Type: 1;
        /** The other user. 1 to 32 characters. */
        readonly To_Account: string;
      }
    | {
        /** 2: a group conversation. */
        readonly Type: 2;
        /** The group. 1 to 256 characters. */
        readonly ToGroupId: string;
      }
  )[];
}

/** What `search-contact-groups` answers. */
export interface SearchContactGroupsAnswer {
  /** The conversations that were found. */
  readonly ContactResultItem?:
    | readonly {
        /** 1: a one-to-one conversation. 2: a group conversation. */
        readonly Type?: 1 | 2 | undefined;
        /** The other user, where `Type` is 1. */
        readonly To_Account?: string | undefined;
        /** The group, where `Type` is 2. */
        readonly ToGroupId?: string | undefined;
        /**
         * The standard marks as bits, the lowest on the right: star, unread, fold, hide. Empty if there is
         * none. At most 64 characters.
         */
        readonly StandardMark?: string | undefined;
        /** The application's own mark. */
        readonly CustomMark?: string | undefined;
        /** The ids of the conversation groups it is in. */
        readonly ContactGroupId?: readonly number[] | undefined;
        /** The last change of its groups and marks, in Unix seconds. */
        readonly Timestamp?: number | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** The conversation groups. */
  readonly GroupItem?:
    | readonly {
        /** Its name. */
        readonly GroupName?: string | undefined;
        /** Its id: a number that Chat assigns, not the id of a group of Chat. */
        readonly GroupId?: number | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `search-group-members` takes. */
export interface SearchGroupMembersRequest {
  /** Groups of these types only; of all that can be searched if empty or left out. At most 4 items. */
  readonly GroupType?: readonly ('Private' | 'Public' | 'ChatRoom' | 'Community')[] | undefined;
  /** Members of these groups only. Chat documents no limit; 100 is ours. */
  readonly GroupIdList?: readonly string[] | undefined;
  /** 0: any of the keywords (the default). 1: all of them. */
  readonly KeywordMatchType?: 0 | 1 | undefined;
  /** 1 to 5 keywords. */
  readonly Keywords: readonly string[];
  /** Hits on a page. Chat treats more than 100 as 100. */
  readonly Count: number;
  /** The `Cursor` of the answer before. Empty or left out for the first page. At most 1,024 characters. */
  readonly Cursor?: string | undefined;
}

/** What `search-group-members` answers. */
export interface SearchGroupMembersAnswer {
  /** Whether this is the last page. */
  readonly IsFinish?: boolean | undefined;
  /** Hits on all pages. */
  readonly TotalCount?: number | undefined;
  /** The members that were found. */
  readonly GroupMembers?:
    | readonly {
        /** The type of the group. */
        readonly GroupType?: string | undefined;
        /** The id of the group. */
        readonly GroupID?: string | undefined;
        /** The name of the group. */
        readonly GroupName?: string | undefined;
        /** The member. */
        readonly GroupMemberUserID?: string | undefined;
        /**
         * A 64-bit id of the member, digit for digit. JavaScript numbers cannot hold it: read it with a parser
         * that keeps its digits.
         */
        readonly GroupMemberTinyID?: string | undefined;
        /** The member's nickname. */
        readonly GroupMemberUserName?: string | undefined;
        /** The member's name in the group. */
        readonly GroupMemberNameCard?: string | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** Where the next page begins. */
  readonly Cursor?: string | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `search-groups` takes. */
export interface SearchGroupsRequest {
  /** Hits on a page. Chat treats more than 100 as 100. */
  readonly Count: number;
  /** Groups of these types only; of all that can be searched if empty or left out. At most 4 items. */
  readonly GroupType?: readonly ('Private' | 'Public' | 'ChatRoom' | 'Community')[] | undefined;
  /** 0: any of the keywords (the default). 1: all of them. */
  readonly KeywordMatchType?: 0 | 1 | undefined;
  /** 1 to 5 keywords. */
  readonly Keywords: readonly string[];
  /** The `Cursor` of the answer before. Empty or left out for the first page. At most 1,024 characters. */
  readonly Cursor?: string | undefined;
}

/** What `search-groups` answers. */
export interface SearchGroupsAnswer {
  /** Whether this is the last page. */
  readonly IsFinish?: boolean | undefined;
  /** Hits on all pages. */
  readonly TotalCount?: number | undefined;
  /** The groups that were found. */
  readonly Groups?:
    | readonly {
        /** Its type. */
        readonly GroupType?: string | undefined;
        /** Its id. */
        readonly GroupID?: string | undefined;
        /** Its name. */
        readonly GroupName?: string | undefined;
        /** How many members it has. */
        readonly GroupMemberNum?: number | undefined;
        /** The address of its picture. */
        readonly GroupFaceUrl?: string | undefined;
        /** What it says about itself. */
        readonly GroupIntroduction?: string | undefined;
        /** Its owner. */
        readonly GroupOwnerUserID?: string | undefined;
        /**
         * A 64-bit id of its owner, digit for digit. JavaScript numbers cannot hold it: read it with a parser
         * that keeps its digits.
         */
        readonly GroupOwnerTinyID?: string | undefined;
        /** The owner's nickname. */
        readonly GroupOwnerUserName?: string | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** Where the next page begins. */
  readonly Cursor?: string | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `search-users` takes. */
export interface SearchUsersRequest {
  /** Hits on a page. Chat treats more than 100 as 100. */
  readonly Count: number;
  /** Users of this gender only; of any if empty or left out. */
  readonly UserGenderType?: 'Gender_Type_Female' | 'Gender_Type_Male' | 'Gender_Type_Unknown' | '' | undefined;
  /** 0: any of the keywords (the default). 1: all of them. */
  readonly KeywordMatchType?: 0 | 1 | undefined;
  /** The earliest birthday, as the application writes it. */
  readonly UserBirthStart?: number | undefined;
  /** The latest birthday: larger than `UserBirthStart`. */
  readonly UserBirthEnd?: number | undefined;
  /** 1 to 5 keywords. */
  readonly Keywords: readonly string[];
  /** The `Cursor` of the answer before. Empty or left out for the first page. At most 1,024 characters. */
  readonly Cursor?: string | undefined;
}

/** What `search-users` answers. */
export interface SearchUsersAnswer {
  /** Whether this is the last page. */
  readonly IsFinish?: boolean | undefined;
  /** Hits on all pages. */
  readonly TotalCount?: number | undefined;
  /** The users that were found. */
  readonly Users?:
    | readonly {
        /** The user. */
        readonly UserID?: string | undefined;
        /** The profile. */
        readonly ProfileItems?:
          | readonly {
              /** The field of the profile, such as `Tag_Profile_IM_Nick`. */
              readonly Tag?: string | undefined;
              /** Its value, if it is a text. */
              readonly StrValue?: string | undefined;
              /** Its value, if it is a number. */
              readonly IntValue?: number | undefined;
              readonly [field: string]: unknown;
            }[]
          | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** Where the next page begins. */
  readonly Cursor?: string | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `set-search-visibility` takes. */
export type SetSearchVisibilityRequest =
  | {
      /** 1: a user. */
      readonly SetType: 1;
      /** The user. 1 to 32 characters. */
      readonly UserID: string;
      /** true: hides. false (the default): shows. */
      readonly IsDisable?: boolean | undefined;
    }
  | {
      /** 2: a group. */
      readonly SetType: 2;
      /** The group. 1 to 256 characters. */
      readonly GroupID: string;
      /** true: hides. false (the default): shows. */
      readonly IsDisable?: boolean | undefined;
    }
  | {
      /** 3: a member of a group. */
      readonly SetType: 3;
      /** The user. 1 to 32 characters. */
      readonly UserID: string;
      /** The group. 1 to 256 characters. */
      readonly GroupID: string;
      /** true: hides. false (the default): shows. */
      readonly IsDisable?: boolean | undefined;
    };

/** What `set-search-visibility` answers. */
export interface SetSearchVisibilityAnswer {
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** What `update-contact-group` takes. */
export interface UpdateContactGroupRequest {
  /** The user whose conversations they are. 1 to 32 characters. */
  readonly From_Account: string;
  /** 1: updates a conversation group, which is all that Chat documents. */
  readonly UpdateType: 1;
  /** The change. */
  readonly UpdateGroup:
    | {
        /** 1: renames the group. */
        readonly UpdateGroupType: 1;
        /**
         * The name of the conversation group: 1 to 64 bytes of UTF-8. Some pages of Chat say 32: up to that is
         * safe.
         */
        readonly OldGroupName: string;
        /**
         * The name of the conversation group: 1 to 64 bytes of UTF-8. Some pages of Chat say 32: up to that is
         * safe.
         */
        readonly NewGroupName: string;
      }
    | {
        /** 2: adds conversations and removes them. */
        readonly UpdateGroupType: 2;
        /**
         * The name of the conversation group: 1 to 64 bytes of UTF-8. Some pages of Chat say 32: up to that is
         * safe.
         */
        readonly OldGroupName: string;
        /** 1 to 100 conversations. */
        readonly ContactUpdateItem: readonly {
          /** 1: adds the conversation. 2: removes it. */
          readonly ContactOptType: 1 | 2;
          /** The conversation. */
          readonly ContactItem:
            | {
                /** 1: a one-to-one conversation. */
                readonly Type: 1;
                /** The other user. 1 to 32 characters. */
                readonly To_Account: string;
              }
            | {
                /** 2: a group conversation. */
                readonly Type: 2;
                /** The group. 1 to 256 characters. */
                readonly ToGroupId: string;
              };
        }[];
      };
}

/** What `update-contact-group` answers. */
export interface UpdateContactGroupAnswer {
  /** As in the request. */
  readonly UpdateType?: number | undefined;
  /** What became of the group. */
  readonly UpdateGroupResult?:
    | {
        /** As in the request. */
        readonly UpdateGroupType?: number | undefined;
        /** Its name now. */
        readonly GroupName?: string | undefined;
        /** The id of the conversation group. */
        readonly GroupId?: number | undefined;
        /** Its name before. */
        readonly OldGroupName?: string | undefined;
        /** What became of each conversation. */
        readonly ContactResultItem?:
          | readonly {
              /** As in the request. */
              readonly ContactOptType?: number | undefined;
              /** The conversation. */
              readonly ContactItem?:
                | {
                    /** 1: a one-to-one conversation. 2: a group conversation. */
                    readonly Type?: 1 | 2 | undefined;
                    /** The other user, where `Type` is 1. */
                    readonly To_Account?: string | undefined;
                    /** The group, where `Type` is 2. */
                    readonly ToGroupId?: string | undefined;
                    readonly [field: string]: unknown;
                  }
                | undefined;
              /** 0 if it worked; otherwise a code of Chat. */
              readonly ResultCode?: number | undefined;
              /** Why it failed; empty if it worked. */
              readonly ResultInfo?: string | undefined;
              readonly [field: string]: unknown;
            }[]
          | undefined;
        readonly [field: string]: unknown;
      }
    | undefined;
  /** The call worked. */
  readonly ActionStatus: 'OK';
  /** The call worked. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, where Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** A function's name, without the prefix that its deployment gives it. */
export type FunctionName =
  | 'create-contact-group'
  | 'delete-contact-group'
  | 'delete-conversation'
  | 'list-contact-groups'
  | 'list-conversations'
  | 'list-hidden-from-search'
  | 'mark-conversations'
  | 'pin-conversations'
  | 'search-contact-groups'
  | 'search-group-members'
  | 'search-groups'
  | 'search-users'
  | 'set-search-visibility'
  | 'update-contact-group';

/** The APIs whose answers are read page by page. */
export interface ChatPages {
  /** The pages of `list-contact-groups`. To go on behind a page, pass `{ after: { NextStartIndex } }` of it. */
  readonly listContactGroups: Pages<ListContactGroupsRequest, ListContactGroupsAnswer>;
  /**
   * The pages of `list-conversations`. To go on behind a page, pass `{ after: { TimeStamp, StartIndex, TopTimeStamp,
   * TopStartIndex } }` of it. Items of `SessionItem` that an earlier page had are left out.
   */
  readonly listConversations: Pages<ListConversationsRequest, ListConversationsAnswer>;
  /** The pages of `list-hidden-from-search`. To go on behind a page, pass `{ after: { Cursor } }` of it. */
  readonly listHiddenFromSearch: Pages<ListHiddenFromSearchRequest, ListHiddenFromSearchAnswer>;
  /** The pages of `search-group-members`. To go on behind a page, pass `{ after: { Cursor } }` of it. */
  readonly searchGroupMembers: Pages<SearchGroupMembersRequest, SearchGroupMembersAnswer>;
  /** The pages of `search-groups`. To go on behind a page, pass `{ after: { Cursor } }` of it. */
  readonly searchGroups: Pages<SearchGroupsRequest, SearchGroupsAnswer>;
  /** The pages of `search-users`. To go on behind a page, pass `{ after: { Cursor } }` of it. */
  readonly searchUsers: Pages<SearchUsersRequest, SearchUsersAnswer>;
}

/** The functions, as methods. */
export interface ChatFunctions {
  /**
   * Creates a conversation group for a user and puts conversations into it.
   *
   * Adds something each time: after `OutcomeUnknown`, check whether it was added before you repeat the call. Items
   * may fail one by one: see `failedItems`.
   *
   * @see https://trtc.io/document/53437
   */
  readonly createContactGroup: Method<CreateContactGroupRequest, CreateContactGroupAnswer>;
  /**
   * Deletes a user's conversation group.
   *
   * Sets a state: safe to repeat. If 51009 on a retry shows that an earlier attempt worked, the answer is OK and has
   * no other fields.
   *
   * @see https://trtc.io/document/53441
   */
  readonly deleteContactGroup: Method<DeleteContactGroupRequest, DeleteContactGroupAnswer>;
  /**
   * Deletes a conversation from a user's list, together with its roaming messages if asked to.
   *
   * Sets a state: safe to repeat.
   *
   * @see https://trtc.io/document/43088
   */
  readonly deleteConversation: Method<DeleteConversationRequest, DeleteConversationAnswer>;
  /**
   * Lists a user's conversation groups and the conversations that have groups or marks, page by page.
   *
   * Changes nothing.
   *
   * @see https://trtc.io/document/53440
   */
  readonly listContactGroups: Method<ListContactGroupsRequest, ListContactGroupsAnswer>;
  /**
   * Lists a user's conversations, page by page, and says which ones are pinned.
   *
   * Changes nothing.
   *
   * @see https://trtc.io/zh/document/43087
   */
  readonly listConversations: Method<ListConversationsRequest, ListConversationsAnswer>;
  /**
   * Lists the users, groups or group members that are hidden from the searches.
   *
   * Changes nothing.
   *
   * @see https://cloud.tencent.com/document/product/269/114551
   */
  readonly listHiddenFromSearch: Method<ListHiddenFromSearchRequest, ListHiddenFromSearchAnswer>;
  /**
   * Sets and clears standard marks on a user's conversations, and sets custom marks.
   *
   * Sets a state: safe to repeat. Items may fail one by one: see `failedItems`.
   *
   * @see https://trtc.io/document/53438
   */
  readonly markConversations: Method<MarkConversationsRequest, MarkConversationsAnswer>;
  /**
   * Pins conversations to the top of a user's list, or unpins them.
   *
   * Sets a state: safe to repeat.
   *
   * @see https://trtc.io/zh/document/78304
   */
  readonly pinConversations: Method<PinConversationsRequest, PinConversationsAnswer>;
  /**
   * Looks up the conversation groups and marks of given conversations.
   *
   * Changes nothing.
   *
   * @see https://trtc.io/document/53442
   */
  readonly searchContactGroups: Method<SearchContactGroupsRequest, SearchContactGroupsAnswer>;
  /**
   * Searches the members of the application's groups by part of the name card or nickname, or by the exact id.
   *
   * Changes nothing.
   *
   * @see https://cloud.tencent.com/document/product/269/114548
   */
  readonly searchGroupMembers: Method<SearchGroupMembersRequest, SearchGroupMembersAnswer>;
  /**
   * Searches the application's groups by part of the name or by the exact id.
   *
   * Changes nothing.
   *
   * @see https://cloud.tencent.com/document/product/269/114549
   */
  readonly searchGroups: Method<SearchGroupsRequest, SearchGroupsAnswer>;
  /**
   * Searches the application's users by part of the nickname or by the exact id.
   *
   * Changes nothing.
   *
   * @see https://cloud.tencent.com/document/product/269/114547
   */
  readonly searchUsers: Method<SearchUsersRequest, SearchUsersAnswer>;
  /**
   * Hides a user, a group or a group member from the searches, or shows it again.
   *
   * Sets a state: safe to repeat.
   *
   * @see https://cloud.tencent.com/document/product/269/114550
   */
  readonly setSearchVisibility: Method<SetSearchVisibilityRequest, SetSearchVisibilityAnswer>;
  /**
   * Renames a user's conversation group, or adds conversations to it and removes them from it.
   *
   * Sets a state: safe to repeat. If 51009 on a retry shows that an earlier attempt worked, the answer is OK and has
   * no other fields. Items may fail one by one: see `failedItems`.
   *
   * @see https://trtc.io/document/53439
   */
  readonly updateContactGroup: Method<UpdateContactGroupRequest, UpdateContactGroupAnswer>;
  /**
   * Reads `listContactGroups`, `listConversations`, `listHiddenFromSearch`, `searchGroupMembers`, `searchGroups` and
   * `searchUsers` page by page.
   */
  readonly pages: ChatPages;
}

/** Makes all methods; `method` makes one of the name of its function. */
export const createMethods = (method: MakeMethod<FunctionName>): ChatFunctions => {
  const methods: Omit<ChatFunctions, 'pages'> = {
    createContactGroup: method('create-contact-group'),
    deleteContactGroup: method('delete-contact-group'),
    deleteConversation: method('delete-conversation'),
    listContactGroups: method('list-contact-groups'),
    listConversations: method('list-conversations'),
    listHiddenFromSearch: method('list-hidden-from-search'),
    markConversations: method('mark-conversations'),
    pinConversations: method('pin-conversations'),
    searchContactGroups: method('search-contact-groups'),
    searchGroupMembers: method('search-group-members'),
    searchGroups: method('search-groups'),
    searchUsers: method('search-users'),
    setSearchVisibility: method('set-search-visibility'),
    updateContactGroup: method('update-contact-group'),
  };
  return {
    ...methods,
    pages: {
      listContactGroups: pagesOf(methods.listContactGroups, {
        carry: { NextStartIndex: 'StartIndex' },
        last: { field: 'CompleteFlag', is: 1 },
      }),
      listConversations: pagesOf(methods.listConversations, {
        carry: {
          TimeStamp: 'TimeStamp',
          StartIndex: 'StartIndex',
          TopTimeStamp: 'TopTimeStamp',
          TopStartIndex: 'TopStartIndex',
        },
        last: { field: 'CompleteFlag', is: 1 },
        repeats: { field: 'SessionItem', key: ['Type', 'To_Account', 'GroupId'] },
      }),
      listHiddenFromSearch: pagesOf(methods.listHiddenFromSearch, {
        carry: { Cursor: 'Cursor' },
        last: { field: 'IsFinish', is: true },
      }),
      searchGroupMembers: pagesOf(methods.searchGroupMembers, {
        carry: { Cursor: 'Cursor' },
        last: { field: 'IsFinish', is: true },
      }),
      searchGroups: pagesOf(methods.searchGroups, {
        carry: { Cursor: 'Cursor' },
        last: { field: 'IsFinish', is: true },
      }),
      searchUsers: pagesOf(methods.searchUsers, { carry: { Cursor: 'Cursor' }, last: { field: 'IsFinish', is: true } }),
    },
  };
};
