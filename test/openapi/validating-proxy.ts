import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

/** A proxy that compares what passes with an OpenAPI document. */
export interface ValidatingProxy {
  readonly url: string;
  close(): Promise<void>;
}

const prism = fileURLToPath(import.meta.resolve('@stoplight/prism-cli/dist/index.js'));

/** What the upstream answers in place of 501, for which Prism would answer a sample of its own. */
export const disguised501 = 599;

/** The document as Prism can use it. Of an integer of the format int64 it would expect that JavaScript can hold it. */
const forPrism = (document: string): string =>
  document.replaceAll('"501": {', `"${disguised501}": {`).replaceAll('"format": "int64"', '"format": "integer"');

const freePort = async (): Promise<number> => {
  await using server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

/**
 * Starts Prism in front of `upstream`. It changes no answer: what it finds is in a header, see `violationsOf`.
 *
 * @param document the file of the OpenAPI document
 */
export const startValidatingProxy = async (document: string, upstream: string): Promise<ValidatingProxy> => {
  const port = await freePort();
  const folder = await mkdtemp(`${tmpdir()}/prism-`);
  const copy = `${folder}/openapi.json`;
  await writeFile(copy, forPrism(await readFile(document, 'utf8')));
  const child = spawn(process.execPath, [prism, 'proxy', copy, upstream, '--port', `${port}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const listening = new Promise<void>((resolve) => {
    lines.on('line', (line) => line.includes('Prism is listening') && resolve());
  });
  await Promise.race([listening, ended.then(() => Promise.reject(new Error('Prism ended.')))]);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      child.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
};

const violation = z.object({ location: z.array(z.string()), message: z.string() });

/** Something in a request or an answer that is not as the document says. */
export type Violation = z.infer<typeof violation>;

/** What the proxy has found in a request, or in the answer to it. */
export const violationsOf = (response: Response, where: 'request' | 'response'): readonly Violation[] =>
  z
    .array(violation)
    .parse(JSON.parse(response.headers.get('sl-violations') ?? '[]'))
    .filter(({ location }) => location[0] === where);
