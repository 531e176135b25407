import { STATUS_CODES } from 'node:http';
import { fetchToken } from '#test/console/callers';
import type { Verdict } from '#test/console/contract';
import { readMarks, type Send } from '#test/console/ending';
import type { LocalAddresses } from '#test/local/addresses';

/** Milliseconds. API Gateway gives up after 30 s. */
const longest = 35_000;

const verdictOf = (status: number): Verdict => {
  if (status === 207) return 'partly';
  return status === 200 ? 'done' : 'failed';
};

/** Sends calls through the HTTP front, with a token of the caller. */
export const sendHttp =
  ({ http, tokens }: LocalAddresses): Send =>
  async ({ address: { api }, caller, body }) => {
    const token = await fetchToken(tokens, caller);
    const response = await fetch(`${http}${api.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body,
      signal: AbortSignal.timeout(longest),
    });
    const answer = await response.text();
    return {
      verdict: verdictOf(response.status),
      title: `${response.status} ${STATUS_CODES[response.status] ?? ''}`.trim(),
      headers: Object.fromEntries(response.headers),
      body: answer,
      ...readMarks(answer),
    };
  };
