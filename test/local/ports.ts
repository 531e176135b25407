import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** The environment variables that choose the ports of the local run, and the ports without them. */
const defaultPorts = {
  HTTP_PORT: 3000,
  PAGE_PORT: 3001,
  LAMBDA_PORT: 3002,
  EMULATOR_PORT: 7080,
  SECRETS_PORT: 7081,
  ISSUER_PORT: 7082,
  QUEUE_PORT: 7083,
} as const;

/** A port for each part of the local run, by the name of its environment variable. */
export type Ports = Readonly<Record<keyof typeof defaultPorts, number>>;

/** Reads the ports from the environment. Throws when one is not a port number. */
export function readPorts(environment: NodeJS.ProcessEnv): Ports {
  const read = (name: keyof Ports): number => {
    const port = Number(environment[name] || defaultPorts[name]);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Error(`${name} must be a port between 1 and 65535, not "${environment[name]}".`);
    }
    return port;
  };
  return {
    HTTP_PORT: read('HTTP_PORT'),
    PAGE_PORT: read('PAGE_PORT'),
    LAMBDA_PORT: read('LAMBDA_PORT'),
    EMULATOR_PORT: read('EMULATOR_PORT'),
    SECRETS_PORT: read('SECRETS_PORT'),
    ISSUER_PORT: read('ISSUER_PORT'),
    QUEUE_PORT: read('QUEUE_PORT'),
  };
}

/** Throws an error with a line for each port that cannot be listened on, or stands there twice; it names the variable. */
export async function requireFreePorts(ports: Ports): Promise<void> {
  await using reserved = new AsyncDisposableStack();
  const taken: string[] = [];
  for (const [name, port] of Object.entries(ports)) {
    const server = reserved.use(createServer());
    try {
      await once(server.listen(port, '127.0.0.1'), 'listening');
    } catch {
      taken.push(
        `Port ${port} is not free. Stop what uses it, or set ${name} to another port: ${name}=${port + 10_000} npm start`,
      );
    }
  }
  if (taken.length > 0) {
    throw new Error(taken.join('\n'));
  }
}

/**
 * Finds ports for a local run, one after the other, of which the first is at least `from` and less than `to`. Below 32,000
 * they are none that systems give out by themselves, so that nothing else gets them meanwhile.
 */
export async function findFreePorts(from: number, to: number): Promise<Ports> {
  const first = randomInt(from, to);
  const found: Ports = {
    HTTP_PORT: first,
    LAMBDA_PORT: first + 1,
    EMULATOR_PORT: first + 2,
    SECRETS_PORT: first + 3,
    ISSUER_PORT: first + 4,
    QUEUE_PORT: first + 5,
    PAGE_PORT: first + 6,
  };
  return requireFreePorts(found).then(
    () => found,
    () => findFreePorts(from, to),
  );
}
