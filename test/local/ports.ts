import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** The servers of a local run, in the order of their ports. */
const listeners = ['http', 'console', 'lambda', 'queues', 'events', 'secrets', 'tokens', 'chat'] as const;

/** The port of each server. */
export type Ports = Readonly<Record<(typeof listeners)[number], number>>;

/** Assigns consecutive ports, beginning with `first`. */
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

/** Reads the first port from `PORT`, by default 3000. Throws when it is not a port that leaves room for the others. */
export const readPorts = ({ PORT }: NodeJS.ProcessEnv): Ports => {
  const first = Number(PORT || 3000);
  const last = 65_536 - listeners.length;
  if (!Number.isInteger(first) || first < 1 || first > last) {
    throw new Error(`PORT must be a port between 1 and ${last}, not "${PORT}".`);
  }
  return portsFrom(first);
};

/** Reads `MAX_RECEIVE_COUNT`, the number of receives after which a failing message becomes a dead letter. */
export const readMaxReceiveCount = ({ MAX_RECEIVE_COUNT }: NodeJS.ProcessEnv): number | undefined => {
  if (!MAX_RECEIVE_COUNT) return undefined;
  const count = Number(MAX_RECEIVE_COUNT);
  if (Number.isInteger(count) && count >= 1 && count <= 1000) return count;
  throw new Error(`MAX_RECEIVE_COUNT must be a whole number between 1 and 1000, not "${MAX_RECEIVE_COUNT}".`);
};

/** Throws an error if any port is in use. It names those ports and says how to choose others. */
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
  throw new Error(
    `${named} ${taken.join(', ')} ${is} in use. Stop the programs that use them, or choose other ports: ${other}`,
  );
};

/**
 * Finds free ports for a local run; the first is at least `from` and less than `to`. Ports below 32,000 are outside the
 * ephemeral range, so no other program receives one of them meanwhile.
 */
export const findFreePorts = async (from: number, to: number): Promise<Ports> => {
  const found = portsFrom(randomInt(from, to));
  return requireFreePorts(found).then(
    () => found,
    () => findFreePorts(from, to),
  );
};
