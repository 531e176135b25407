import type { RetryOptions } from 'ky';
import { isTransient } from '#shared/chat/retry-policy';

/** Somewhere to send to, as ky wants to be told. It is not used. */
const nowhere = 'https://chat.invalid';

/**
 * Sends, and sends again where the policy of ky says so. ky is loaded by the first failure that may pass: it brings
 * `fetch` along, which takes a sixth of a cold start, and most calls need neither. It sees no address and no signature.
 *
 * @throws the last failure
 */
export const sendWithRetries = async <Answer>(send: () => Promise<Answer>, policy: RetryOptions): Promise<Answer> => {
  const first = send();
  try {
    return await first;
  } catch (error) {
    if (!isTransient(error)) throw error;
    const { default: ky } = await import('ky');
    let [last, next] = [first, () => first];
    const fetch = async (): Promise<Response> => {
      last = next();
      next = send;
      await last;
      return new Response();
    };
    await ky.post(nowhere, { fetch, timeout: false, retry: policy });
    return last;
  }
};
