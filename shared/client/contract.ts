// Derived from the definitions by `npm run derive`. Change the definitions, not this file.
import type { MakeMethod, Method, Pages } from '#shared/client/method';
import { pagesOf } from '#shared/client/pages';

/** The request of `create-contact-group`. */
export interface CreateContactGroupRequest {
  /** The user who owns the conversations. 1 to 32 characters. */
  readonly From_Account: string;
  /** The group to create. Chat accepts one per call. 1 item. */
  readonly GroupContactItem: readonly {
    /**
     * The name of the conversation group: 1 to 64 bytes of UTF-8. Some of Chat's pages allow only 32
     * bytes.
     */
    readonly GroupName: string;
    /** Up to 100 conversations to put into the group. */
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

/** The answer of `create-contact-group`. */
export interface CreateContactGroupAnswer {
  /** The result for the group. */
  readonly GroupResultItem?:
    | readonly {
        /** The new group. */
        readonly GroupItem?:
          | {
              /** Its name. */
              readonly GroupName?: string | undefined;
              /** Its id: a number that Chat assigns, not the id of a chat group. */
              readonly GroupId?: number | undefined;
              readonly [field: string]: unknown;
            }
          | undefined;
        /** The result for each conversation. */
        readonly ResultItem?:
          | readonly {
              /** The conversation. */
              readonly ContactItem?:
                | {
                    /** 1: a one-to-one conversation. 2: a group conversation. */
                    readonly Type?: 1 | 2 | undefined;
                    /** The other user, if `Type` is 1. */
                    readonly To_Account?: string | undefined;
                    /** The group, if `Type` is 2. */
                    readonly ToGroupId?: string | undefined;
                    readonly [field: string]: unknown;
                  }
                | undefined;
              /** 0 if it succeeded; otherwise Chat's error code. */
              readonly ResultCode?: number | undefined;
              /** Why it failed; empty if it succeeded. */
              readonly ResultInfo?: string | undefined;
              readonly [field: string]: unknown;
            }[]
          | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `delete-contact-group`. */
export interface DeleteContactGroupRequest {
  /** The user who owns the conversations. 1 to 32 characters. */
  readonly From_Account: string;
  /** The name of the group to delete. Chat accepts one per call. 1 item. */
  readonly GroupName: readonly string[];
}

/** The answer of `delete-contact-group`. */
export interface DeleteContactGroupAnswer {
  /** The deleted group. */
  readonly GroupItem?:
    | readonly {
        /** Its name. */
        readonly GroupName?: string | undefined;
        /** Its id: a number that Chat assigns, not the id of a chat group. */
        readonly GroupId?: number | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `delete-conversation`. */
export type DeleteConversationRequest =
  | {
      /** The user who owns the conversations. 1 to 32 characters. */
      readonly From_Account: string;
      /** 1: a one-to-one conversation. */
      readonly Type: 1;
      /** The other user. 1 to 32 characters. */
      readonly To_Account: string;
      /**
       * 1: also deletes the user's roaming messages. 0: keeps them. Required, because Chat documents no
       * default.
       */
      readonly ClearRamble: 0 | 1;
    }
  | {
      /** The user who owns the conversations. 1 to 32 characters. */
      readonly From_Account: string;
      /** 2: a group conversation. */
      readonly Type: 2;
      /** The group. 1 to 256 characters. */
      readonly ToGroupid: string;
      /**
       * 1: also deletes the user's roaming messages. 0: keeps them. Required, because Chat documents no
       * default.
       */
      readonly ClearRamble: 0 | 1;
    };

/** The answer of `delete-conversation`. */
export interface DeleteConversationAnswer {
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `list-contact-groups`. */
export interface ListContactGroupsRequest {
  /** The user who owns the conversations. 1 to 32 characters. */
  readonly From_Account: string;
  /** 0 for the first page, then `NextStartIndex` of the previous answer. */
  readonly StartIndex: number;
}

/** The answer of `list-contact-groups`. */
export interface ListContactGroupsAnswer {
  /** The conversations that have groups or marks. */
  readonly ContactItem?:
    | readonly {
        /** 1: a one-to-one conversation. 2: a group conversation. */
        readonly Type?: 1 | 2 | undefined;
        /** The other user, if `Type` is 1. */
        readonly To_Account?: string | undefined;
        /** The group, if `Type` is 2. */
        readonly ToGroupId?: string | undefined;
        /**
         * The standard marks as bits, lowest on the right: star, unread, fold, hide. Empty if there are none.
         * At most 64 characters.
         */
        readonly StandardMark?: string | undefined;
        /** The custom mark. */
        readonly CustomMark?: string | undefined;
        /** The ids of the conversation groups that contain it. */
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
        /** Its id: a number that Chat assigns, not the id of a chat group. */
        readonly GroupId?: number | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** 1 if this is the last page. */
  readonly CompleteFlag?: 0 | 1 | undefined;
  /** Where the next page begins. Missing on the last page. */
  readonly NextStartIndex?: number | undefined;
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `list-conversations`. */
export interface ListConversationsRequest {
  /** The user who owns the conversations. 1 to 32 characters. */
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

/** The answer of `list-conversations`. */
export interface ListConversationsAnswer {
  /** The conversations of the page. */
  readonly SessionItem?:
    | readonly {
        /** 1: a one-to-one conversation. 2: a group conversation. */
        readonly Type?: 1 | 2 | undefined;
        /** The other user, if `Type` is 1. */
        readonly To_Account?: string | undefined;
        /** The group, if `Type` is 2. */
        readonly GroupId?: string | undefined;
        /** The time of the conversation, in Unix seconds. */
        readonly MsgTime?: number | undefined;
        /** 1 if it is pinned. */
        readonly TopFlag?: 0 | 1 | undefined;
        /**
         * The standard marks as bits, lowest on the right: star, unread, fold, hide. Empty if there are none.
         * At most 64 characters.
         */
        readonly StandardMark?: string | undefined;
        /** The custom mark. */
        readonly CustomMark?: string | undefined;
        /** The ids of the conversation groups that contain it. */
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
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `list-hidden-from-search`. */
export interface ListHiddenFromSearchRequest {
  /** 1: users. 2: groups. 3: members of groups. */
  readonly SetType: 1 | 2 | 3;
  /** Hits on a page. Chat treats more than 100 as 100. */
  readonly Count?: number | undefined;
  /** The `Cursor` of the previous answer. Empty or left out for the first page. At most 1,024 characters. */
  readonly Cursor?: string | undefined;
}

/** The answer of `list-hidden-from-search`. */
export interface ListHiddenFromSearchAnswer {
  /** Whether this is the last page. */
  readonly IsFinish?: boolean | undefined;
  /** Hits on all pages. */
  readonly TotalCount?: number | undefined;
  /** The hidden users, groups or group members. */
  readonly NoVisibleData?:
    | readonly {
        /** The user or the group member. */
        readonly UserID?: string | undefined;
        /** The group. */
        readonly GroupID?: string | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** Where the next page begins. */
  readonly Cursor?: string | undefined;
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `mark-conversations`. */
export interface MarkConversationsRequest {
  /** The user who owns the conversations. 1 to 32 characters. */
  readonly From_Account: string;
  /** 1 to 1,000 conversations. More than 100 are split into several calls to Chat. */
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
     * The numbers of the bits to clear, sent to Chat unchanged. Its pages count from 1, its client SDKs
     * from 0. At most 64 items.
     */
    readonly ClearMark?: readonly number[] | undefined;
    /**
     * The numbers of the bits to set, sent to Chat unchanged. Its pages count from 1, its client SDKs from
     * 0. At most 64 items.
     */
    readonly SetMark?: readonly number[] | undefined;
    /** The custom mark: up to 256 bytes of UTF-8. */
    readonly CustomMark?: string | undefined;
  }[];
}

/** The answer of `mark-conversations`. */
export interface MarkConversationsAnswer {
  /** The result for each conversation. */
  readonly ResultItem?:
    | readonly {
        /** As in the request. */
        readonly OptType?: number | undefined;
        /** The conversation. */
        readonly ContactItem?:
          | {
              /** 1: a one-to-one conversation. 2: a group conversation. */
              readonly Type?: 1 | 2 | undefined;
              /** The other user, if `Type` is 1. */
              readonly To_Account?: string | undefined;
              /** The group, if `Type` is 2. */
              readonly ToGroupId?: string | undefined;
              readonly [field: string]: unknown;
            }
          | undefined;
        /** 0 if it succeeded; otherwise Chat's error code. */
        readonly ResultCode?: number | undefined;
        /** Why it failed; empty if it succeeded. */
        readonly ResultInfo?: string | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `pin-conversations`. */
export interface PinConversationsRequest {
  /** The user who owns the conversations. 1 to 32 characters. */
  readonly From_Account: string;
  /** 1: pins. 2: unpins. */
  readonly OperationType: 1 | 2;
  /** 1 to 100 conversations. Chat documents no limit; this function sets 100. */
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

/** The answer of `pin-conversations`. */
export interface PinConversationsAnswer {
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `search-contact-groups`. */
export interface SearchContactGroupsRequest {
  /** The user who owns the conversations. 1 to 32 characters. */
  readonly From_Account: string;
  /** 1 to 3,000 conversations. More than 300 are split into several calls to Chat. */
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

/** The answer of `search-contact-groups`. */
export interface SearchContactGroupsAnswer {
  /** The conversations found. */
  readonly ContactResultItem?:
    | readonly {
        /** 1: a one-to-one conversation. 2: a group conversation. */
        readonly Type?: 1 | 2 | undefined;
        /** The other user, if `Type` is 1. */
        readonly To_Account?: string | undefined;
        /** The group, if `Type` is 2. */
        readonly ToGroupId?: string | undefined;
        /**
         * The standard marks as bits, lowest on the right: star, unread, fold, hide. Empty if there are none.
         * At most 64 characters.
         */
        readonly StandardMark?: string | undefined;
        /** The custom mark. */
        readonly CustomMark?: string | undefined;
        /** The ids of the conversation groups that contain it. */
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
        /** Its id: a number that Chat assigns, not the id of a chat group. */
        readonly GroupId?: number | undefined;
        readonly [field: string]: unknown;
      }[]
    | undefined;
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `search-group-members`. */
export interface SearchGroupMembersRequest {
  /** Groups of these types only. All searchable types if empty or left out. At most 4 items. */
  readonly GroupType?: readonly ('Private' | 'Public' | 'ChatRoom' | 'Community')[] | undefined;
  /** Members of these groups only: up to 100. Chat documents no limit; this function sets 100. */
  readonly GroupIdList?: readonly string[] | undefined;
  /** 0: any of the keywords (the default). 1: all of them. */
  readonly KeywordMatchType?: 0 | 1 | undefined;
  /** 1 to 5 keywords. */
  readonly Keywords: readonly string[];
  /** Hits on a page. Chat treats more than 100 as 100. */
  readonly Count: number;
  /** The `Cursor` of the previous answer. Empty or left out for the first page. At most 1,024 characters. */
  readonly Cursor?: string | undefined;
}

/** The answer of `search-group-members`. */
export interface SearchGroupMembersAnswer {
  /** Whether this is the last page. */
  readonly IsFinish?: boolean | undefined;
  /** Hits on all pages. */
  readonly TotalCount?: number | undefined;
  /** The members found. */
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
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `search-groups`. */
export interface SearchGroupsRequest {
  /** Hits on a page. Chat treats more than 100 as 100. */
  readonly Count: number;
  /** Groups of these types only. All searchable types if empty or left out. At most 4 items. */
  readonly GroupType?: readonly ('Private' | 'Public' | 'ChatRoom' | 'Community')[] | undefined;
  /** 0: any of the keywords (the default). 1: all of them. */
  readonly KeywordMatchType?: 0 | 1 | undefined;
  /** 1 to 5 keywords. */
  readonly Keywords: readonly string[];
  /** The `Cursor` of the previous answer. Empty or left out for the first page. At most 1,024 characters. */
  readonly Cursor?: string | undefined;
}

/** The answer of `search-groups`. */
export interface SearchGroupsAnswer {
  /** Whether this is the last page. */
  readonly IsFinish?: boolean | undefined;
  /** Hits on all pages. */
  readonly TotalCount?: number | undefined;
  /** The groups found. */
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
        /** Its introduction. */
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
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `search-users`. */
export interface SearchUsersRequest {
  /** Hits on a page. Chat treats more than 100 as 100. */
  readonly Count: number;
  /** Users of this gender only. Any gender if empty or left out. */
  readonly UserGenderType?: 'Gender_Type_Female' | 'Gender_Type_Male' | 'Gender_Type_Unknown' | '' | undefined;
  /** 0: any of the keywords (the default). 1: all of them. */
  readonly KeywordMatchType?: 0 | 1 | undefined;
  /** The earliest birthday, as the application writes it. */
  readonly UserBirthStart?: number | undefined;
  /** The latest birthday, greater than `UserBirthStart`. */
  readonly UserBirthEnd?: number | undefined;
  /** 1 to 5 keywords. */
  readonly Keywords: readonly string[];
  /** The `Cursor` of the previous answer. Empty or left out for the first page. At most 1,024 characters. */
  readonly Cursor?: string | undefined;
}

/** The answer of `search-users`. */
export interface SearchUsersAnswer {
  /** Whether this is the last page. */
  readonly IsFinish?: boolean | undefined;
  /** Hits on all pages. */
  readonly TotalCount?: number | undefined;
  /** The users found. */
  readonly Users?:
    | readonly {
        /** The user. */
        readonly UserID?: string | undefined;
        /** The profile. */
        readonly ProfileItems?:
          | readonly {
              /** The field of the profile, such as `Tag_Profile_IM_Nick`. */
              readonly Tag?: string | undefined;
              /** Its value, if it is text. */
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
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `set-search-visibility`. */
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

/** The answer of `set-search-visibility`. */
export interface SetSearchVisibilityAnswer {
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
  readonly ErrorDisplay?: string | undefined;
  readonly [field: string]: unknown;
}

/** The request of `update-contact-group`. */
export interface UpdateContactGroupRequest {
  /** The user who owns the conversations. 1 to 32 characters. */
  readonly From_Account: string;
  /** 1: updates a conversation group. Chat documents no other value. */
  readonly UpdateType: 1;
  /** The change. */
  readonly UpdateGroup:
    | {
        /** 1: renames the group. */
        readonly UpdateGroupType: 1;
        /**
         * The name of the conversation group: 1 to 64 bytes of UTF-8. Some of Chat's pages allow only 32
         * bytes.
         */
        readonly OldGroupName: string;
        /**
         * The name of the conversation group: 1 to 64 bytes of UTF-8. Some of Chat's pages allow only 32
         * bytes.
         */
        readonly NewGroupName: string;
      }
    | {
        /** 2: adds conversations and removes them. */
        readonly UpdateGroupType: 2;
        /**
         * The name of the conversation group: 1 to 64 bytes of UTF-8. Some of Chat's pages allow only 32
         * bytes.
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

/** The answer of `update-contact-group`. */
export interface UpdateContactGroupAnswer {
  /** As in the request. */
  readonly UpdateType?: number | undefined;
  /** The result for the group. */
  readonly UpdateGroupResult?:
    | {
        /** As in the request. */
        readonly UpdateGroupType?: number | undefined;
        /** Its current name. */
        readonly GroupName?: string | undefined;
        /** The id of the conversation group. */
        readonly GroupId?: number | undefined;
        /** Its previous name. */
        readonly OldGroupName?: string | undefined;
        /** The result for each conversation. */
        readonly ContactResultItem?:
          | readonly {
              /** As in the request. */
              readonly ContactOptType?: number | undefined;
              /** The conversation. */
              readonly ContactItem?:
                | {
                    /** 1: a one-to-one conversation. 2: a group conversation. */
                    readonly Type?: 1 | 2 | undefined;
                    /** The other user, if `Type` is 1. */
                    readonly To_Account?: string | undefined;
                    /** The group, if `Type` is 2. */
                    readonly ToGroupId?: string | undefined;
                    readonly [field: string]: unknown;
                  }
                | undefined;
              /** 0 if it succeeded; otherwise Chat's error code. */
              readonly ResultCode?: number | undefined;
              /** Why it failed; empty if it succeeded. */
              readonly ResultInfo?: string | undefined;
              readonly [field: string]: unknown;
            }[]
          | undefined;
        readonly [field: string]: unknown;
      }
    | undefined;
  /** The call succeeded. */
  readonly ActionStatus: 'OK';
  /** The call succeeded. */
  readonly ErrorCode: 0;
  /** Empty. */
  readonly ErrorInfo?: string | undefined;
  /** Empty, if Chat sends it at all. */
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

/** The APIs that can be read page by page. */
export interface ChatPages {
  /** The pages of `list-contact-groups`. To resume after a page, pass its `{ after: { NextStartIndex } }`. */
  readonly listContactGroups: Pages<ListContactGroupsRequest, ListContactGroupsAnswer>;
  /**
   * The pages of `list-conversations`. To resume after a page, pass its `{ after: { TimeStamp, StartIndex,
   * TopTimeStamp, TopStartIndex } }`. Items of `SessionItem` that an earlier page had are removed.
   */
  readonly listConversations: Pages<ListConversationsRequest, ListConversationsAnswer>;
  /** The pages of `list-hidden-from-search`. To resume after a page, pass its `{ after: { Cursor } }`. */
  readonly listHiddenFromSearch: Pages<ListHiddenFromSearchRequest, ListHiddenFromSearchAnswer>;
  /** The pages of `search-group-members`. To resume after a page, pass its `{ after: { Cursor } }`. */
  readonly searchGroupMembers: Pages<SearchGroupMembersRequest, SearchGroupMembersAnswer>;
  /** The pages of `search-groups`. To resume after a page, pass its `{ after: { Cursor } }`. */
  readonly searchGroups: Pages<SearchGroupsRequest, SearchGroupsAnswer>;
  /** The pages of `search-users`. To resume after a page, pass its `{ after: { Cursor } }`. */
  readonly searchUsers: Pages<SearchUsersRequest, SearchUsersAnswer>;
}

/** The functions, as methods. */
export interface ChatFunctions {
  /**
   * Creates a conversation group for a user and puts conversations into it.
   *
   * May add something each time. After `OutcomeUnknown`, check whether Chat added it before you repeat the call.
   * Single items may fail: see `failedItems`.
   *
   * @see https://trtc.io/document/53437
   */
  readonly createContactGroup: Method<CreateContactGroupRequest, CreateContactGroupAnswer>;
  /**
   * Deletes a user's conversation group.
   *
   * Sets a state: safe to repeat. If 51009 on a retry shows that an earlier attempt succeeded, the answer is OK and
   * has no other fields.
   *
   * @see https://trtc.io/document/53441
   */
  readonly deleteContactGroup: Method<DeleteContactGroupRequest, DeleteContactGroupAnswer>;
  /**
   * Deletes a conversation from a user's list and, if requested, its roaming messages.
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
   * Lists a user's conversations, page by page, and shows which ones are pinned.
   *
   * Changes nothing.
   *
   * @see https://trtc.io/zh/document/43087
   */
  readonly listConversations: Method<ListConversationsRequest, ListConversationsAnswer>;
  /**
   * Lists the users, groups or group members that are hidden from search.
   *
   * Changes nothing.
   *
   * @see https://cloud.tencent.com/document/product/269/114551
   */
  readonly listHiddenFromSearch: Method<ListHiddenFromSearchRequest, ListHiddenFromSearchAnswer>;
  /**
   * Sets and clears standard marks on a user's conversations, and sets custom marks.
   *
   * Sets a state: safe to repeat. Single items may fail: see `failedItems`.
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
   * Hides a user, a group or a group member from search, or shows it again.
   *
   * Sets a state: safe to repeat.
   *
   * @see https://cloud.tencent.com/document/product/269/114550
   */
  readonly setSearchVisibility: Method<SetSearchVisibilityRequest, SetSearchVisibilityAnswer>;
  /**
   * Renames a user's conversation group, or adds conversations to it and removes them from it.
   *
   * Sets a state: safe to repeat. If 51009 on a retry shows that an earlier attempt succeeded, the answer is OK and
   * has no other fields. Single items may fail: see `failedItems`.
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

/** Makes the method of every function with `method`. */
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
