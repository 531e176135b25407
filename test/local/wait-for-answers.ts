import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from '#shared/define-api';
import { readSample } from '#test/read-sample';

/** Who is to be waited for, and with what. */
export interface WaitOptions {
  readonly url: string;
  readonly apis: readonly Api[];
  readonly token: string;
  readonly signal: AbortSignal;
}

/**
 * Sends every API its documented sample and resolves when each has answered with success. A server that does not listen yet
 * is asked again until the signal is aborted; any other answer throws.
 */
export async function waitForAnswers({ url, apis, token, signal }: WaitOptions): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  for (const { path, name } of apis) {
    const body = JSON.stringify(readSample(name).request);
    const response = await askWhenListening(`${url}${path}`, { method: 'POST', headers, body, signal });
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(`POST ${path} answered its sample with ${response.status}: ${answer}`);
    }
  }
}

async function askWhenListening(url: string, request: RequestInit & { signal: AbortSignal }): Promise<Response> {
  for (;;) {
    try {
      return await fetch(url, request);
    } catch (error) {
      request.signal.throwIfAborted();
      if (!(error instanceof TypeError)) {
        throw error;
      }
      await wait(100, undefined, { signal: request.signal });
    }
  }
}
