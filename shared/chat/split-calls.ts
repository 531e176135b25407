import type { Call, ChatClient } from '#shared/chat/call';
import { findFailedItems } from '#shared/chat/item-results';
import type { Split } from '#shared/define-api';
import { asFailure, Failure } from '#shared/failures/failure';
import { isRecord } from '#shared/json/is-record';

type Merge = Split['merge'][number];

const listOf = (value: unknown, field: string): readonly unknown[] => {
  const list = isRecord(value) ? value[field] : undefined;
  return Array.isArray(list) ? list : [];
};

const mergeLists = (answers: readonly unknown[], { field, unique }: Merge): readonly unknown[] => {
  const items = answers.flatMap((answer) => listOf(answer, field));
  if (unique === undefined) return items;
  const byId = new Map(items.map((item) => [isRecord(item) ? item[unique] : item, item]));
  return [...byId.values()];
};

/** Tells which part of the list a failure is about, to the caller and to the log. */
const locate = (failure: Failure, where: string): Failure =>
  new Failure(failure.kind, `${failure.message} (${where})`, {
    ...failure,
    errorInfo: failure.errorInfo && `${failure.errorInfo} (${where})`,
    cause: failure.cause,
  });

/**
 * Makes a client that spreads a longer list than Chat takes over several calls, and makes one answer of theirs. It fails
 * as a whole, with the part of the list named, when one of them fails.
 */
export const splitCalls = (client: ChatClient, { field, perCall, merge }: Split): ChatClient => {
  const callPart = async (call: Call, start: number): Promise<unknown> => {
    const part = listOf(call.request, field).slice(start, start + perCall);
    try {
      const answer = await client.call({ ...call, request: { ...call.request, [field]: part } });
      return answer.value;
    } catch (error) {
      throw locate(asFailure(error), `/${field}/${start} to /${field}/${start + part.length - 1}`);
    }
  };

  return {
    call: async (call) => {
      const { length } = listOf(call.request, field);
      if (length <= perCall) return client.call(call);
      const starts = Array.from({ length: Math.ceil(length / perCall) }, (_, index) => index * perCall);
      const results = await Promise.allSettled(starts.map((start) => callPart(call, start)));
      const answers = results.map((result) => {
        if (result.status === 'rejected') throw result.reason;
        return result.value;
      });
      const lists = merge.map((rule) => [rule.field, mergeLists(answers, rule)]);
      const merged = { ...(isRecord(answers[0]) && answers[0]), ...Object.fromEntries(lists) };
      return { text: JSON.stringify(merged), value: merged, failedItems: findFailedItems(merged) };
    },
  };
};
