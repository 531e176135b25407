import * as z from 'zod/mini';
import type { Api } from '#shared/define-api';

/** What Chat answers to a path that it does not know. */
const unknownPath = 60009;

const answerSchema = z.object({ ErrorCode: z.int() });

const isUnknown = async (chatUrl: string, path: string): Promise<boolean> => {
  const response = await fetch(`${chatUrl}${path}`, { method: 'POST', body: '{}' });
  return answerSchema.parse(await response.json()).ErrorCode === unknownPath;
};

/** Finds the APIs that a Chat does not know, by a call without a signature: a known path is refused for that. */
export const unknownToChat = async (chatUrl: string, apis: readonly Api[]): Promise<readonly Api[]> => {
  const answers = await Promise.all(apis.map(({ path }) => isUnknown(chatUrl, path)));
  return apis.filter((_, index) => answers[index]);
};
