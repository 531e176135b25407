import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Api } from '#shared/define-api';
import type { RunningPart } from '#test/local/parts';
import { waitForAnswers } from '#test/local/wait-for-answers';

/** What the local gateway is made of. */
export interface GatewayOptions {
  readonly httpPort: number;
  readonly lambdaPort: number;
  /** The stage of `serverless.yml`, a part of the functions' names. */
  readonly stage: string;
  readonly secretName: string;
  /** What the functions and their authoriser get beside the variables that `serverless.yml` gives them. */
  readonly environment: Readonly<Record<string, string>>;
  /** The functions that have to answer before the gateway is up. */
  readonly apis: readonly Api[];
  /** A token that may call all of them. */
  readonly token: string;
  /** Aborted from outside, it ends the start; the gateway aborts it with an error when its process is lost later. */
  readonly ending: AbortController;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const serverless = fileURLToPath(import.meta.resolve('serverless/bin/serverless.js'));

/** A parent that is killed closes nothing, so the child watches the channel between them. */
const endWithParent = 'data:text/javascript,process.on("disconnect",()=>process.exit())';

/**
 * Starts serverless-offline in a process of its own, in front of the functions built as they are deployed, and resolves
 * when every function has answered its sample. Of what that process prints, the functions' log is passed on from then on:
 * the lines that are JSON.
 */
export async function startGateway(options: GatewayOptions): Promise<RunningPart> {
  const url = `http://127.0.0.1:${options.httpPort}`;
  const buildFolder = `.esbuild/${options.httpPort}`;
  const child = spawn(process.execPath, commandLine(options, buildFolder), {
    cwd: root,
    env: { ...withoutAws(process.env), ...options.environment },
    // A group of its own: Ctrl-C in a terminal reaches only the parent, which then ends the parts in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed: string[] = [];
  let print = (line: string): unknown => printed.push(line);
  readLines([child.stdout, child.stderr], (line) => print(line));

  const exited = once(child, 'exit');
  const close = async () => {
    // SIGTERM would let it wait for open requests, and it has nothing to save. Its group is it and the bundler it runs.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, 'SIGKILL');
    }
    await exited;
    await rm(`${root}${buildFolder}`, { recursive: true, force: true });
  };

  const failed = new AbortController();
  try {
    await Promise.race([
      exited.then(() => Promise.reject(new Error(`serverless-offline ended:\n${printed.join('\n')}`))),
      waitForAnswers({ url, ...options, signal: AbortSignal.any([options.ending.signal, failed.signal]) }),
    ]);
  } catch (error) {
    failed.abort();
    await close();
    throw error;
  }

  print = (line) => line.startsWith('{') && console.log(line);
  const onExit = () => options.ending.abort(new Error('serverless-offline ended.'));
  child.once('exit', onExit);
  return {
    url,
    close: () => {
      child.off('exit', onExit);
      return close();
    },
  };
}

function commandLine(options: GatewayOptions, buildFolder: string): string[] {
  return [
    ...['--import', endWithParent, serverless, 'offline', 'start'],
    ...['--stage', options.stage],
    ...['--httpPort', String(options.httpPort)],
    ...['--lambdaPort', String(options.lambdaPort)],
    ...['--param', `secretName=${options.secretName}`],
    ...['--param', `buildFolder=${buildFolder}`],
  ];
}

/** The person's own AWS settings and credentials have no business in the local functions. */
function withoutAws(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('AWS_')));
}

function readLines(streams: readonly (Readable | null)[], onLine: (line: string) => void): void {
  for (const input of streams.filter((stream) => stream !== null)) {
    createInterface({ input }).on('line', onLine);
  }
}
