import type { LambdaClient } from '@aws-sdk/client-lambda';
import { invoke } from '#shared/client/invoke';
import type { AnswerOf, FunctionName, Method, RequestOf } from '#shared/client/method';
import { type PageOptions, searchGroupPages } from '#shared/client/search-group-pages';

export {
  ChatFunctionsError,
  type ChatFunctionsErrorDescription,
  type ChatFunctionsErrorKind,
  isChatFunctionsError,
} from '#shared/client/chat-functions-error';
export type { AnswerOf, CallOptions, FunctionName, Method, RequestOf } from '#shared/client/method';
export type { PageOptions } from '#shared/client/search-group-pages';
export type { Fault } from '#shared/failures/failure';

/** The functions, as methods. */
export interface ChatFunctions {
  /**
   * Pins conversations of a user to the top of the list, or unpins them.
   *
   * @see https://trtc.io/zh/document/78304
   */
  readonly pinConversations: Method<'pin-conversations'>;
  /**
   * Looks up the conversation groups and marks of given conversations of a user.
   *
   * @see https://trtc.io/document/53442
   */
  readonly searchContactGroups: Method<'search-contact-groups'>;
  /**
   * Searches the groups of the application by part of the name or by exact id: one page.
   *
   * @see https://cloud.tencent.com/document/product/269/114549
   */
  readonly searchGroups: Method<'search-groups'>;
  /**
   * Searches groups page by page: yields every page's answer and ends after the one with `IsFinish`.
   *
   * Chat allows two searches a second to the whole application. A page that is `RateLimited` is asked for again after the
   * time it names, three times at most and never after more than ten seconds. Any other failure, and the last of these,
   * is thrown; so is an `UpstreamFailed` when Chat repeats a cursor. To go on after a failure, start again with `cursor`,
   * the `Cursor` of the last page.
   */
  readonly searchGroupPages: (
    request: Omit<RequestOf<'search-groups'>, 'Cursor'>,
    options?: PageOptions,
  ) => AsyncGenerator<AnswerOf<'search-groups'>, void, undefined>;
}

/** Where the functions are. */
export interface ChatFunctionsOptions {
  /** The client of the AWS SDK, with its region, credentials, retries and time limits. Only `send` is used. */
  readonly lambda: Pick<LambdaClient, 'send'>;
  /**
   * What stands before a function's name, as in `chat-functions-prod-` or an ARN up to there; or a function that makes a
   * name or ARN of it, which may end in a version or an alias.
   */
  readonly functionName: string | ((name: FunctionName) => string);
}

/**
 * Makes the methods that call the deployed functions through Lambda.
 *
 * @example
 * const chat = createChatFunctions({ lambda: new LambdaClient(), functionName: 'chat-functions-prod-' });
 * await chat.pinConversations({
 *   From_Account: 'user_0001',
 *   OperationType: 1,
 *   RecentContactItem: [{ Type: 1, To_Account: 'user_0002' }],
 * });
 */
export const createChatFunctions = ({ lambda, functionName }: ChatFunctionsOptions): ChatFunctions => {
  const nameOf = typeof functionName === 'string' ? (name: FunctionName) => `${functionName}${name}` : functionName;
  const method =
    <Name extends FunctionName>(name: Name): Method<Name> =>
    (request, { signal } = {}) =>
      invoke({ lambda, functionName: nameOf(name), request, signal });
  const searchGroups = method('search-groups');
  return {
    pinConversations: method('pin-conversations'),
    searchContactGroups: method('search-contact-groups'),
    searchGroups,
    searchGroupPages: (request, options = {}) => searchGroupPages(searchGroups, request, options),
  };
};
