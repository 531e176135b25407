import type { RetryOptions } from 'ky';
import { expect, test } from 'vitest';
import { sendWithRetries } from '#shared/chat/send-with-retries';
import { Failure } from '#shared/failures/failure';
import { everythingOf } from '#test/shared/everything-of';

const failureOf = (attempt: number) => new Failure('UpstreamFailed', `failure ${attempt}`, { recovery: 'retry' });

/** Sends that fail so many times, each in its own way. */
const failing = (times: number) => {
  const attempts: number[] = [];
  const send = async (): Promise<string> => {
    attempts.push(Date.now());
    if (attempts.length <= times) throw failureOf(attempts.length);
    return `answer ${attempts.length}`;
  };
  return { attempts, send };
};

const policyOf = (retries: number, delay = 1): RetryOptions & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    methods: ['post'],
    limit: 10,
    delay: () => delay,
    shouldRetry: ({ error }) => {
      asked.push(error.message);
      return asked.length <= retries;
    },
  };
};

test.each([0, 1, 3])('answers after %d failures, and asks the policy about each', async (times) => {
  const { attempts, send } = failing(times);
  const policy = policyOf(3);
  expect(await sendWithRetries(send, policy)).toBe(`answer ${times + 1}`);
  expect(attempts).toHaveLength(times + 1);
  expect(policy.asked).toEqual(Array.from({ length: times }, (_, index) => `failure ${index + 1}`));
});

test.each([0, 2])('throws the last failure as it is after %d retries', async (retries) => {
  const { attempts, send } = failing(10);
  const failure = await sendWithRetries(send, policyOf(retries)).catch((error: unknown) => error);
  expect(failure).toEqual(failureOf(retries + 1));
  expect(everythingOf(failure)).not.toContain('chat.invalid');
  expect(attempts).toHaveLength(retries + 1);
});

test('waits as long as the policy says', async () => {
  const { attempts, send } = failing(1);
  await sendWithRetries(send, policyOf(1, 200));
  const [first = 0, second = 0] = attempts;
  expect(second - first).toBeGreaterThanOrEqual(199);
});

test('keeps calls apart that fail at the same time', async () => {
  const calls = Array.from({ length: 20 }, (_, index) => failing(index % 3));
  const answers = await Promise.all(calls.map(({ send }) => sendWithRetries(send, policyOf(3))));
  expect(answers).toEqual(calls.map((_, index) => `answer ${(index % 3) + 1}`));
});

test.each([new Error('a mistake of ours'), new Failure('NotFound', 'No such user.')])(
  'does not ask the policy about what does not pass: $message',
  async (error) => {
    const policy = policyOf(3);
    await expect(sendWithRetries(() => Promise.reject(error), policy)).rejects.toBe(error);
    expect(policy.asked).toEqual([]);
  },
);
