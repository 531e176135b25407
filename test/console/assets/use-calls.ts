import { useRef, useState } from 'preact/hooks';
import { sendCall } from '#test/console/assets/server';
import type { CallRequest, Outcome, Step } from '#test/console/contract';

/** A call that was sent: its request, its steps so far, and its outcome once it has ended. */
export interface SentCall {
  readonly request: CallRequest;
  /** Unix milliseconds, by the clock that the received calls have; 0 until the server has it. */
  readonly sentAt: number;
  readonly steps: readonly Step[];
  readonly outcome?: Outcome;
}

/** The last call of each function. */
export interface Calls {
  readonly last: Readonly<Record<string, SentCall>>;
  send(request: CallRequest): Promise<void>;
}

const notSent = (reason: string): Outcome => ({
  verdict: 'failed',
  title: 'Not sent',
  reason,
  milliseconds: 0,
  headers: {},
  body: '',
  faults: [],
  failedItems: [],
});

/** Sends calls and follows each to its end. A new call of a function replaces the previous one. */
export const useCalls = (onEnd: () => void): Calls => {
  const [last, setLast] = useState<Readonly<Record<string, SentCall>>>({});
  const following = useRef(new Map<string, AbortController>());

  const send = async (request: CallRequest): Promise<void> => {
    const { function: name } = request;
    following.current.get(name)?.abort();
    const controller = new AbortController();
    following.current.set(name, controller);
    let call: SentCall = { request, sentAt: 0, steps: [] };
    const update = (change: Partial<SentCall>) => {
      if (controller.signal.aborted) return;
      call = { ...call, ...change };
      setLast((calls) => ({ ...calls, [name]: call }));
    };
    update({});
    try {
      for await (const progress of sendCall(request, controller.signal)) {
        if ('step' in progress) update({ steps: [...call.steps, progress.step] });
        else update(progress);
      }
    } catch (error) {
      update({ outcome: notSent(error instanceof Error ? error.message : 'unknown') });
    }
    onEnd();
  };

  return { last, send };
};
