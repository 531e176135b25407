import type { LambdaClient } from '@aws-sdk/client-lambda';
import { type ChatFunctions, createMethods, type FunctionName } from '#shared/client/contract';
import { invoke } from '#shared/client/invoke';

export { type FailedItem, findFailedItems as failedItems } from '#shared/chat/item-results';
export {
  ChatFunctionsError,
  type ChatFunctionsErrorDescription,
  type ChatFunctionsErrorKind,
  isChatFunctionsError,
} from '#shared/client/chat-functions-error';
export type * from '#shared/client/contract';
export type { CallOptions, Method, PageOptions, Pages } from '#shared/client/method';
export type { Fault } from '#shared/failures/failure';

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
  return createMethods(
    (name) =>
      (request, { signal } = {}) =>
        invoke({ lambda, functionName: nameOf(name), request, signal }),
  );
};
