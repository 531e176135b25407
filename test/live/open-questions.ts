import type { Check } from '#test/live/check';
import type { OpenQuestion, Topic } from '#test/live/open-question';
import { conversationGroups } from '#test/live/questions/conversation-groups';
import { conversationLists } from '#test/live/questions/conversation-lists';
import { gateway } from '#test/live/questions/gateway';
import { lookUps } from '#test/live/questions/look-ups';
import { marks } from '#test/live/questions/marks';
import { pins } from '#test/live/questions/pins';
import { searches } from '#test/live/questions/searches';

/** What Chat's documentation leaves open, by the part of Chat that it is about. */
export const topics: readonly Topic[] = [
  pins,
  conversationLists,
  lookUps,
  conversationGroups,
  marks,
  searches,
  gateway,
];

/** The questions of all topics. */
export const openQuestions: readonly OpenQuestion[] = topics.flatMap(({ questions }) => questions);

/** The check that asks a question; `undefined` where a person has to. */
export const probeCheck = ({ id, question, assumption, settledBy }: OpenQuestion): Check | undefined => {
  if (typeof settledBy === 'string') return undefined;
  return {
    ...settledBy,
    subject: id,
    run: async (session) => `${question} Assumed: ${assumption}. Seen: ${await settledBy.run(session)}.`,
  };
};
