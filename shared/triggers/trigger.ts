import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { Failure } from '#shared/failures/failure';
import { check } from '#shared/failures/faults';
import type { AnswerRequest } from '#shared/request';
import type { ReadLoadBalancerToken } from '#shared/triggers/load-balancer-token';

/** What it takes to serve an event. */
export interface Means {
  readonly context: Context;
  readonly answer: AnswerRequest;
  readonly readLoadBalancerToken?: ReadLoadBalancerToken | undefined;
}

/** Serves one event: takes the requests out, has them answered and shapes the reply. */
export type Deliver = (means: Means) => Promise<unknown>;

/** An event source, as data. */
export interface TriggerDefinition<Schema extends z.ZodMiniType> {
  readonly name: string;
  /** The part of an event that tells it from others, and that is used. */
  readonly event: Schema;
  deliver(event: z.output<Schema>, means: Means): Promise<unknown>;
}

/** An event source. */
export interface Trigger {
  readonly name: string;
  /** Takes an event of this source; `undefined` says that it is not one. */
  accept(event: unknown): Deliver | undefined;
}

/** Takes whatever the schemas before it in a union have left, as if it were not there. */
export const ignored = z.pipe(
  z.unknown(),
  z.transform(() => undefined),
);

/** Makes an event source of its definition. */
export const defineTrigger = <Schema extends z.ZodMiniType>({
  name,
  event: schema,
  deliver,
}: TriggerDefinition<Schema>): Trigger => ({
  name,
  accept: (event) => {
    const result = check(schema, event);
    return 'value' in result ? (means) => deliver(result.value, means) : undefined;
  },
});

/** Finds the source of an event among those that may be asked, the first that takes it. */
export const recognise = (triggers: readonly Trigger[], event: unknown): Deliver => {
  for (const { accept } of triggers) {
    const deliver = accept(event);
    if (deliver) return deliver;
  }
  throw new Failure('InvalidRequest', 'An event that no source recognises.');
};
