import * as z from 'zod/mini';
import type { Assets } from '#test/console/bundle-assets';
import { callersOf } from '#test/console/callers';
import { createCatalogue } from '#test/console/catalogue';
import { createChatControl } from '#test/console/chat-control';
import { checkRequest } from '#test/console/check-request';
import type { ChatView } from '#test/console/contract';
import { holdingsOf, userIdsOf } from '#test/console/holdings';
import { createKeyChange } from '#test/console/key-change';
import { jsonReply, type Reply } from '#test/console/reply';
import { createSendCall } from '#test/console/send-call';
import { inEnglish } from '#test/in-english';
import type { FunctionAddress, LocalAddresses } from '#test/local/addresses';

/** Answers a request, given its body and the rest of its address behind the route. */
export type ConsoleRoute = (body: string, rest: string) => Promise<Reply>;

/** Thrown for a request that the page does not make. */
export class UnexpectedRequest extends Error {}

const checkSchema = z.object({ function: z.string(), body: z.string() });

const callSchema = z.object({
  function: z.string(),
  caller: z.string(),
  route: z.enum(['http', 'direct', 'queue', 'bus']),
  body: z.string(),
});

const keySchema = z.object({ inSecret: z.boolean() });

const parse = <Schema extends z.ZodMiniType>(schema: Schema, body: string): z.output<Schema> => {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new UnexpectedRequest('The body is not JSON.');
  }
  const result = schema.safeParse(value, inEnglish);
  if (!result.success) throw new UnexpectedRequest(z.prettifyError(result.error));
  return result.data;
};

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Chat functions</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M2 3h12v8H8l-4 3v-3H2z' fill='%233b6fd4'/%3E%3C/svg%3E">
<link rel="stylesheet" href="console.css">
<script type="module" src="console.js"></script>
</head>
<body></body>
</html>
`;

/** The routes of the console's server, by method and first segment of the path. */
export const consoleRoutes = (
  run: LocalAddresses,
  { script, styles }: Assets,
): Readonly<Record<string, ConsoleRoute>> => {
  const catalogue = createCatalogue(run);
  const chat = createChatControl(run.chat);
  const keys = createKeyChange(run, chat);
  const sendCall = createSendCall(run);

  const functionNamed = (name: string): FunctionAddress => {
    const found = run.functions.find(({ api }) => api.name === name);
    if (!found) throw new UnexpectedRequest(`There is no function ${name}.`);
    return found;
  };

  const view = async (): Promise<ChatView> => {
    const [state, calls, faults] = await Promise.all([chat.state(), chat.calls(), chat.faults()]);
    return { owners: holdingsOf(state), calls, faults, callers: callersOf(userIdsOf(state)) };
  };

  return {
    'GET /': async () => ({ type: 'text/html', body: page }),
    'GET /console.js': async () => ({ type: 'text/javascript', body: script }),
    'GET /console.css': async () => ({ type: 'text/css', body: styles }),
    'GET /catalogue': async () => jsonReply(catalogue),
    'GET /chat': async () => jsonReply(await view()),
    'POST /check': async (body) => {
      const wanted = parse(checkSchema, body);
      return jsonReply(checkRequest(functionNamed(wanted.function).api, wanted.body));
    },
    'POST /call': async (body) => {
      const wanted = parse(callSchema, body);
      const caller = (await view()).callers.find(({ name }) => name === wanted.caller);
      if (!caller) throw new UnexpectedRequest(`There is no caller ${wanted.caller}.`);
      const call = { address: functionNamed(wanted.function), caller, route: wanted.route, body: wanted.body };
      return { type: 'application/x-ndjson', stream: (write) => sendCall(call, write) };
    },
    'POST /faults': async (body) => {
      const refusal = await chat.planFault(parse(z.unknown(), body));
      return refusal === undefined ? { status: 204 } : { status: 400, body: refusal };
    },
    'DELETE /faults': async (_, id) => {
      await chat.cancelFault(id);
      return { status: 204 };
    },
    'POST /key': async (body) => {
      await (parse(keySchema, body).inSecret ? keys.everywhere() : keys.atChat());
      return { status: 204 };
    },
    'POST /reset': async () => {
      await keys.reset();
      return { status: 204 };
    },
  };
};
