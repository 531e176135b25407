import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { type LambdaHandler, serve } from '#shared/serve';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import { loadApis } from '#test/load-apis';
import { contextOf, httpEventOf } from '#test/served-api';
import type { FunctionHostMessage } from '#test/soak/start-function-host';

/*
 * The process of `startFunctionHost`: the functions as they are deployed, behind an HTTP server. A request to the path of
 * an API is made an HTTP API event; under `/event` in front of that path the body is the event.
 */

const httpResponse = z.object({ statusCode: z.int(), body: z.string() });

const apis = await loadApis();
const handlers = new Map<string, LambdaHandler>();
for (const api of apis) handlers.set(api.path, await serve(api));

const answer = async (path: string, body: string): Promise<z.infer<typeof httpResponse>> => {
  const api = apis.find((one) => one.path === path);
  if (api) return httpResponse.parse(await handlers.get(path)?.(httpEventOf(api, body), contextOf()));
  const reply = await handlers.get(path.replace('/event', ''))?.(JSON.parse(body), contextOf());
  return { statusCode: 200, body: JSON.stringify(reply) };
};

const server = await startLoopbackServer(async (request, response) => {
  const { statusCode, body } = await answer(request.url ?? '', await text(request));
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
  tell({ kind: 'sample', heapUsed, rss, resources: countOf(process.getActiveResourcesInfo()) });
}, 1_000);

process.once('disconnect', () => {
  clearInterval(timer);
  server.close();
});
tell({ kind: 'ready', url: `http://${server.address}` });
