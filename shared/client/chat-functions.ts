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

/** How to reach the functions. */
export interface ChatFunctionsOptions {
  /** An AWS SDK client, which brings its own region, credentials, retries and timeouts. Only `send` is used. */
  readonly lambda: Pick<LambdaClient, 'send'>;
  /**
   * The prefix of the deployed functions' names or ARNs, such as `chat-functions-prod-`. Or a function that returns
   * the full name or ARN, with or without a version or alias.
   */
  readonly functionName: string | ((name: FunctionName) => string);
}

/**
 * Creates a client whose methods invoke the deployed functions through Lambda.
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
