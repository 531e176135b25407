import type { Fault } from '#shared/failures/failure';
import type { CallRequest, Catalogue, ChatView, Progress } from '#test/console/contract';

/** Sends a request to the console's server. Throws an error with its message when it refuses. */
const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
  const response = await fetch(path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error((await response.text()) || `HTTP ${response.status}`);
  return response;
};

/** What stays as it is while the page is open. */
export const fetchCatalogue = async (): Promise<Catalogue> => (await ask('GET', 'catalogue')).json();

/** What the local Chat holds and has received. */
export const fetchChat = async (): Promise<ChatView> => (await ask('GET', 'chat')).json();

/** Everything that the function will find wrong with a body. */
export const checkBody = async (name: string, body: string): Promise<readonly Fault[]> =>
  (await ask('POST', 'check', { function: name, body })).json();

/** Plans a fault. */
export const planFault = (fault: object): Promise<unknown> => ask('POST', 'faults', fault);

/** Switches a planned fault off. */
export const cancelFault = (id: string): Promise<unknown> => ask('DELETE', `faults/${encodeURIComponent(id)}`);

/** Changes the app's key at Chat, and in the secret too if wanted. */
export const changeKey = (inSecret: boolean): Promise<unknown> => ask('POST', 'key', { inSecret });

/** Takes Chat back to its start. */
export const resetChat = (): Promise<unknown> => ask('POST', 'reset');

/** Sends a call, and yields its progress until it ends. */
export async function* sendCall(call: CallRequest, signal: AbortSignal): AsyncGenerator<Progress> {
  const response = await fetch('call', { method: 'POST', body: JSON.stringify(call), signal });
  if (!response.ok || !response.body) throw new Error(await response.text());
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value = '' } = await reader.read();
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
    if (done) return;
  }
}
