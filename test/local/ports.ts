import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** The parts of a local run that listen, in the order of their ports. */
const listeners = ['http', 'console', 'lambda', 'queues', 'events', 'secrets', 'tokens', 'chat'] as const;

/** A port for each part of the local run. */
export type Ports = Readonly<Record<(typeof listeners)[number], number>>;

/** Gives each part its port: `first` and those that follow it. */
export const portsFrom = (first: number): Ports => ({
  http: first,
  console: first + 1,
  lambda: first + 2,
  queues: first + 3,
  events: first + 4,
  secrets: first + 5,
  tokens: first + 6,
  chat: first + 7,
});

/** Reads the first port from `PORT`: 3000 unless it says otherwise. Throws when it is not one that has seven behind it. */
export const readPorts = ({ PORT }: NodeJS.ProcessEnv): Ports => {
  const first = Number(PORT || 3000);
  const last = 65_536 - listeners.length;
  if (!Number.isInteger(first) || first < 1 || first > last) {
    throw new Error(`PORT must be a port between 1 and ${last}, not "${PORT}".`);
  }
  return portsFrom(first);
};

/** Reads `MAX_RECEIVE_COUNT`: after how many receives a failing message is a dead letter, in place of the deployed counts. */
export const readMaxReceiveCount = ({ MAX_RECEIVE_COUNT }: NodeJS.ProcessEnv): number | undefined => {
  if (!MAX_RECEIVE_COUNT) return undefined;
  const count = Number(MAX_RECEIVE_COUNT);
  if (Number.isInteger(count) && count >= 1 && count <= 1000) return count;
  throw new Error(`MAX_RECEIVE_COUNT must be a whole number between 1 and 1000, not "${MAX_RECEIVE_COUNT}".`);
};

/** Throws an error that names the ports that something else listens on, and how to choose others. */
export const requireFreePorts = async (ports: Ports): Promise<void> => {
  await using reserved = new AsyncDisposableStack();
  const taken: number[] = [];
  for (const port of Object.values(ports)) {
    const server = reserved.use(createServer());
    try {
      await once(server.listen(port, '127.0.0.1'), 'listening');
    } catch {
      taken.push(port);
    }
  }
  if (taken.length === 0) return;
  const [named, is] = taken.length === 1 ? ['Port', 'is'] : ['Ports', 'are'];
  const other = `PORT=${ports.http + 1000} npm start`;
  throw new Error(`${named} ${taken.join(', ')} ${is} in use. Stop what uses them, or choose other ports: ${other}`);
};

/**
 * Finds ports for a local run, of which the first is at least `from` and less than `to`. Below 32,000 they are none that
 * systems give out by themselves, so that nothing else gets them meanwhile.
 */
export const findFreePorts = async (from: number, to: number): Promise<Ports> => {
  const found = portsFrom(randomInt(from, to));
  return requireFreePorts(found).then(
    () => found,
    () => findFreePorts(from, to),
  );
};
