import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from '#shared/define-api';

/**
 * Sends every API its documented sample and resolves when each has answered with success. A server that does not listen yet
 * is asked again until the signal is aborted; any other answer throws.
 */
export async function waitForAnswers(url: string, apis: readonly Api[], signal: AbortSignal): Promise<void> {
  for (const { path, example } of apis) {
    const response = await askWhenListening(`${url}${path}`, JSON.stringify(example.request), signal);
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(`POST ${path} answered its sample with ${response.status}: ${answer}`);
    }
  }
}

async function askWhenListening(url: string, body: string, signal: AbortSignal): Promise<Response> {
  for (;;) {
    try {
      return await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TypeError)) {
        throw error;
      }
      await wait(100, undefined, { signal });
    }
  }
}
