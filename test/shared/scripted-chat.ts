import { setImmediate } from 'node:timers/promises';
import { checkAnswer } from '#shared/chat/answer';
import type { ChatClient } from '#shared/chat/call';
import { Failure } from '#shared/failures/failure';
import { topSample } from '#test/emulator/documented-samples';

/** A Chat that keeps what it was asked. */
export interface ScriptedChat extends ChatClient {
  /** The users of the requests: `>` when one begins and `<` when it has ended. */
  readonly events: readonly string[];
}

/** Makes a Chat that pins conversations, and fails those of some users for a passing reason. */
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
      return checkAnswer(topSample.answer);
    },
  };
};
