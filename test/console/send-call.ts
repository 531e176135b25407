import type { Progress, Route } from '#test/console/contract';
import { endWithout, type Send, type SentCall } from '#test/console/ending';
import { sendBus } from '#test/console/send-bus';
import { sendDirect } from '#test/console/send-direct';
import { sendHttp } from '#test/console/send-http';
import { sendQueue } from '#test/console/send-queue';
import type { LocalAddresses } from '#test/local/addresses';

/** A call to send, and its route. */
export interface WantedCall extends Omit<SentCall, 'tell'> {
  readonly route: Route;
}

/** Sends a call, and reports what happens until its end. */
export type SendCall = (call: WantedCall, report: (progress: Progress) => void) => Promise<void>;

/** Makes a function that sends calls through any route. An error on the way becomes the outcome of the call. */
export const createSendCall = (run: LocalAddresses): SendCall => {
  const routes: Readonly<Record<Route, Send>> = {
    http: sendHttp(run),
    direct: sendDirect(run),
    queue: sendQueue(run),
    bus: sendBus(run),
  };
  return async ({ route, ...call }, report) => {
    const sentAt = Date.now();
    report({ sentAt });
    const tell = (text: string, at = Date.now()) => report({ step: { at: at - sentAt, text } });
    const ending = await routes[route]({ ...call, tell }).catch((error: Error) =>
      endWithout('No answer', error.message),
    );
    report({ outcome: { ...ending, milliseconds: Date.now() - sentAt } });
  };
};
