import type { Answer, ChatClient } from '#shared/chat/call';

/**
 * Makes a client in which equal calls share one while it is in flight: for calls that change nothing and of which Chat
 * allows few. A call does not join one that may take longer than its own deadline.
 */
export const shareCalls = (client: ChatClient): ChatClient => {
  const inFlight = new Map<string, { readonly deadline: number; readonly answer: Promise<Answer> }>();
  return {
    call: (call) => {
      const key = JSON.stringify(call.request);
      const shared = inFlight.get(key);
      if (shared && shared.deadline <= call.deadline) return shared.answer;
      const answer = client.call(call).finally(() => {
        if (inFlight.get(key)?.answer === answer) inFlight.delete(key);
      });
      inFlight.set(key, { deadline: call.deadline, answer });
      return answer;
    },
  };
};
