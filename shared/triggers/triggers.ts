import { direct } from '#shared/triggers/direct';
import { httpApi } from '#shared/triggers/http-api';
import type { Deliver, Trigger } from '#shared/triggers/trigger';

/** The event sources, in the order in which they are asked. What none of them recognises is a direct invocation. */
export const triggers: readonly Trigger[] = [httpApi];

/** Finds the source of an event. */
export const recognise = (event: unknown): Deliver => {
  for (const { accept } of triggers) {
    const deliver = accept(event);
    if (deliver) return deliver;
  }
  return direct(event);
};
