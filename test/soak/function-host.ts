import { subscribe } from 'node:diagnostics_channel';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { type LambdaHandler, serve } from '#shared/serve';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import { loadApis } from '#test/load-apis';
import { contextOf, httpEventOf } from '#test/served-api';
import { createSlidingCount } from '#test/soak/sliding-count';
import type { FunctionHostMessage } from '#test/soak/start-function-host';

/*
 * The process of `startFunctionHost`: the functions as they are deployed, behind an HTTP server. A request to the path of
 * an API is made an HTTP API event; under `/event` in front of that path the body is the event.
 */

const httpResponse = z.object({ statusCode: z.int(), body: z.string() });

const apis = await loadApis();
const handlers = new Map<string, LambdaHandler>();
for (const api of apis) handlers.set(api.path, await serve(api));

const replies: Record<string, Record<string, number>> = {};

const answer = async (path: string, body: string): Promise<z.infer<typeof httpResponse>> => {
  const api = apis.find((one) => one.path === path);
  if (api) return httpResponse.parse(await handlers.get(path)?.(httpEventOf(api, body), contextOf()));
  const reply = await handlers.get(path.replace('/event', ''))?.(JSON.parse(body), contextOf());
  return { statusCode: 200, body: JSON.stringify(reply) };
};

/** Counts what leaves for Chat at the moment when it does: on the way, calls overtake each other. */
const starts = createSlidingCount();
subscribe('http.client.request.start', (message) => {
  const { request } = z.object({ request: z.object({ path: z.string() }) }).parse(message);
  starts.add(request.path.split('?')[0] ?? '', Date.now());
});

const server = await startLoopbackServer(async (request, response) => {
  const path = request.url ?? '';
  const { statusCode, body } = await answer(path, await text(request));
  replies[path] ??= {};
  replies[path][statusCode] = (replies[path][statusCode] ?? 0) + 1;
  response.writeHead(statusCode).end(body);
});

const tell = (message: FunctionHostMessage) => process.send?.(message);

const countOf = (names: readonly string[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(names, (name) => name)).map(([name, all]) => [name, all?.length ?? 0]),
  );

const timer = setInterval(() => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  tell({
    kind: 'sample',
    heapUsed,
    rss,
    resources: countOf(process.getActiveResourcesInfo()),
    replies,
    mostStarts: starts.most,
  });
}, 1_000);

process.once('disconnect', () => {
  clearInterval(timer);
  server.close();
});
tell({ kind: 'ready', url: `http://${server.address}` });
