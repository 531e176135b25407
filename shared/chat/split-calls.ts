import type { Answer, Call, ChatClient } from '#shared/chat/call';
import { findFailedItems } from '#shared/chat/item-results';
import type { Effect, Split } from '#shared/define-api';
import { asFailure, Failure } from '#shared/failures/failure';
import { problemOf } from '#shared/failures/problem';
import { isRecord } from '#shared/json/is-record';

type Merge = Split['merge'][number];

/** A part of the list, and the outcome of its call. */
interface Part {
  readonly items: readonly unknown[];
  readonly outcome: { readonly value: unknown } | { readonly failure: Failure };
}

const listOf = (value: unknown, field: string): readonly unknown[] => {
  const list = isRecord(value) ? value[field] : undefined;
  return Array.isArray(list) ? list : [];
};

/** Makes a result in Chat's format for each item of a failed part. */
const resultsOf = (items: readonly unknown[], failure: Failure, itemFields: readonly string[]): readonly unknown[] => {
  const { ErrorCode, ErrorInfo } = problemOf(failure, '');
  return items.map((item) => ({
    ...Object.fromEntries(itemFields.map((field) => [field, isRecord(item) ? item[field] : undefined])),
    ResultCode: ErrorCode,
    ResultInfo: ErrorInfo,
  }));
};

const mergeLists = (parts: readonly Part[], { field, unique, itemFields = [] }: Merge): readonly unknown[] => {
  const items = parts.flatMap(({ items, outcome }) =>
    'value' in outcome ? listOf(outcome.value, field) : resultsOf(items, outcome.failure, itemFields),
  );
  if (unique === undefined) return items;
  const byId = new Map(items.map((item) => [isRecord(item) ? item[unique] : item, item]));
  return [...byId.values()];
};

/** Adds to a failure which part of the list it is about, for the caller and the log. */
const locate = (failure: Failure, where: string): Failure =>
  new Failure(failure.kind, `${failure.message} (${where})`, {
    ...failure,
    errorInfo: failure.errorInfo && `${failure.errorInfo} (${where})`,
    cause: failure.cause,
  });

/** In bytes: what the answers may have together. Lambda returns at most 6 MB, so no caller could get more. */
const mostBytes = 6_000_000;

/** Fails the calls after which all answers together are too large for any trigger, so that memory need not hold them. */
const limitAnswers = (client: ChatClient): ChatClient => {
  let size = 0;
  return {
    call: async (call) => {
      const answer = await client.call(call);
      size += Buffer.byteLength(answer.text);
      if (size <= mostBytes) return answer;
      throw new Failure(
        'PayloadTooLarge',
        `Chat's answers have over ${mostBytes} bytes, more than Lambda can return. Request fewer items per call.`,
      );
    },
  };
};

/**
 * Creates a client that splits a list that is too long for one call, and merges the answers. Calls that read run
 * concurrently, others one after another. If the answer has a result for each item (`itemFields`) and any part
 * succeeds, each item of a failed part gets the failure as its result. Otherwise the call fails with the first failure,
 * which names the part of the list.
 */
export const splitCalls = (client: ChatClient, { field, perCall, merge }: Split, effect: Effect): ChatClient => {
  const hasItemResults = merge.some(({ itemFields }) => itemFields !== undefined);

  const callPart = async (client: ChatClient, call: Call, start: number): Promise<Part> => {
    const items = listOf(call.request, field).slice(start, start + perCall);
    try {
      const { value } = await client.call({ ...call, request: { ...call.request, [field]: items } });
      return { items, outcome: { value } };
    } catch (error) {
      const failure = locate(asFailure(error), `/${field}/${start} to /${field}/${start + items.length - 1}`);
      return { items, outcome: { failure } };
    }
  };

  const callParts = async (call: Call, starts: readonly number[]): Promise<readonly Part[]> => {
    if (effect === 'reads') {
      const limited = limitAnswers(client);
      return Promise.all(starts.map((start) => callPart(limited, call, start)));
    }
    const parts: Part[] = [];
    for (const start of starts) parts.push(await callPart(client, call, start));
    return parts;
  };

  const mergeAnswers = (parts: readonly Part[]): Answer => {
    const values = parts.flatMap(({ outcome }) => ('value' in outcome ? [outcome.value] : []));
    const failures = parts.flatMap(({ outcome }) => ('failure' in outcome ? [outcome.failure] : []));
    if (failures[0] && (values.length === 0 || !hasItemResults)) throw failures[0];
    const lists = merge.map((rule) => [rule.field, mergeLists(parts, rule)]);
    const value = { ...(isRecord(values[0]) && values[0]), ...Object.fromEntries(lists) };
    return { text: JSON.stringify(value), value, failedItems: findFailedItems(value) };
  };

  return {
    call: async (call) => {
      const { length } = listOf(call.request, field);
      if (length <= perCall) return client.call(call);
      const starts = Array.from({ length: Math.ceil(length / perCall) }, (_, index) => index * perCall);
      return mergeAnswers(await callParts(call, starts));
    },
  };
};
