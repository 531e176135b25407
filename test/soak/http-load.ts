import { createRequire } from 'node:module';

type Response = readonly [client: object, status: number, bytes: number, milliseconds: number];

/** The parts of autocannon that are used; its package has no types. */
type Autocannon = (
  options: object,
  done: (error: Error | null) => void,
) => { on(event: 'response', listener: (...response: Response) => void): void };

const autocannon: Autocannon = createRequire(import.meta.url)('autocannon');

/** Requests to one address, as many at once as there are connections. */
export interface HttpLoad {
  readonly url: string;
  /** Makes the body of the next request. */
  body(): string;
  readonly connections: number;
  /** Requests a second; as many as are answered if left out. */
  readonly rate?: number;
  readonly seconds: number;
  onResponse(milliseconds: number): void;
}

/** Sends requests for so many seconds. */
export const runHttpLoad = async ({ url, body, connections, rate, seconds, onResponse }: HttpLoad): Promise<void> => {
  const done = Promise.withResolvers<void>();
  const options = {
    url,
    connections,
    duration: seconds,
    timeout: 40,
    ...(rate !== undefined && { overallRate: rate }),
    requests: [{ method: 'POST', setupRequest: (request: object) => ({ ...request, body: body() }) }],
  };
  const run = autocannon(options, (error) => (error ? done.reject(error) : done.resolve()));
  run.on('response', (...[, , , milliseconds]) => onResponse(milliseconds));
  await done.promise;
};
