import * as z from 'zod/mini';
import { Failure } from '#shared/failures/failure';
import { invocationError } from '#shared/triggers/invocation';
import { defineTrigger } from '#shared/triggers/trigger';

const sourceName = z.string().check(z.regex(/^[\w:.-]{1,64}$/));

/** Makes the source that takes the events of AWS services that are not served, such as S3, and says what is. */
export const createForeign = (accepted: readonly string[]) =>
  defineTrigger({
    name: 'an AWS service that is not served',
    event: z.object({
      Records: z
        .array(
          z.union([
            z.pipe(
              z.object({ eventSource: sourceName }),
              z.transform(({ eventSource }) => eventSource),
            ),
            z.pipe(
              z.object({ EventSource: sourceName }),
              z.transform(({ EventSource }) => EventSource),
            ),
          ]),
        )
        .check(z.minLength(1)),
    }),
    deliver: async ({ Records: [source] }, { context }) => {
      const detail = `This is an event of ${source}. Accepted are: ${accepted.join(', ')}.`;
      throw invocationError(new Failure('InvalidRequest', detail), context.awsRequestId);
    },
  });
