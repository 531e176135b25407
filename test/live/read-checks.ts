import * as z from 'zod/mini';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import type { Check } from '#test/live/check';
import type { Fields } from '#test/live/live-chat';
import { requestFor } from '#test/live/request-for';

const countsIn = (answer: Fields): string => {
  const counts = Object.entries(answer).flatMap(([field, value]) =>
    Array.isArray(value) ? [`${value.length} in ${field}`] : [],
  );
  const total = 'TotalCount' in answer ? [`${answer.TotalCount} in all`] : [];
  return `It answers: ${[...counts, ...total].join(', ')}.`;
};

/** Holds an answer to the schema from which the reference is made. */
const requireDescribed = ({ response }: Api, answer: Fields): void => {
  const { error } = z.safeParse(response(), answer);
  if (!error) return;
  const places = error.issues.slice(0, 3).map(({ path }) => `/${path.join('/')}`);
  throw new Failure('UpstreamFailed', `The answer differs from what the reference says at ${places.join(', ')}.`, {
    action: 'Calls work all the same. Report it: the definition has to follow.',
  });
};

/** A check for each function that reads: its documented request with the test users in it. */
export const readChecks = (apis: readonly Api[]): readonly Check[] =>
  apis
    .filter(({ effect }) => effect === 'reads')
    .map((api) => ({
      subject: api.name,
      run: async ({ chat, data }) => {
        const answer = await chat.call(api, requestFor(api, data));
        requireDescribed(api, answer);
        return countsIn(answer);
      },
    }));
