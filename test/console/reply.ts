import type { ServerResponse } from 'node:http';

/** An answer of the console's own server: a body, or a stream of lines. */
export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  /** Writes the body line by line; each line is JSON. */
  readonly stream?: (write: (value: unknown) => void) => Promise<void>;
}

/** The page loads nothing from elsewhere, runs no script but its own, and is shown in no frame. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Answers with JSON. */
export const jsonReply = (value: unknown): Reply => ({ type: 'application/json', body: JSON.stringify(value) });

/** Sends a reply. */
export const writeReply = async (response: ServerResponse, reply: Reply): Promise<void> => {
  response.writeHead(reply.status ?? 200, {
    'content-type': `${reply.type ?? 'text/plain'}; charset=utf-8`,
    'content-security-policy': policy,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  await reply.stream?.((value) => response.write(`${JSON.stringify(value)}\n`));
  response.end(reply.body);
};
