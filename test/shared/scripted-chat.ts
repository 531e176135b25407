import { setImmediate } from 'node:timers/promises';
import { checkAnswer } from '#shared/chat/answer';
import type { ChatClient } from '#shared/chat/call';
import { Failure } from '#shared/failures/failure';
import { readSampleText } from '#test/read-sample';

const pinSample = readSampleText('pin-conversations');

/** A Chat that keeps what it was asked. */
export interface ScriptedChat extends ChatClient {
  /** The users of the requests: `>` when one begins and `<` when it has ended. */
  readonly events: readonly string[];
}

/** Makes a Chat that pins conversations, and fails those of some users for a transient reason. */
export const createScriptedChat = (failing: readonly string[] = []): ScriptedChat => {
  const events: string[] = [];
  return {
    events,
    call: async ({ request }) => {
      const user = String(request.From_Account);
      events.push(`>${user}`);
      await setImmediate();
      events.push(`<${user}`);
      if (failing.includes(user)) throw new Failure('UpstreamFailed', 'It failed, and may not the next time.');
      return checkAnswer(pinSample.answer);
    },
  };
};

/** An answer of Chat with the results of items. */
export const itemsAnswer = (...codes: readonly number[]): string =>
  JSON.stringify({
    ActionStatus: 'OK',
    ErrorCode: 0,
    ErrorInfo: '',
    ResultItem: codes.map((ResultCode) => ({ ResultCode, ResultInfo: ResultCode === 0 ? '' : 'it failed' })),
  });

/** Makes a Chat that gives the same answer to each call, and counts the calls. */
export const createAnsweringChat = (text: string): ChatClient & { readonly calls: () => number } => {
  let calls = 0;
  return {
    calls: () => calls,
    call: async () => {
      calls += 1;
      return checkAnswer(text);
    },
  };
};
