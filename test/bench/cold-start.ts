import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinConversations } from '#functions/pin-conversations/definition';
import type { Built } from '#test/bench/build-functions';
import type { Row } from '#test/bench/row';
import { measureInTurn, quantile, ratios, timed } from '#test/bench/statistics';
import { encryptSurroundings, requestBody, type Surroundings } from '#test/bench/surroundings';
import { functionArn } from '#test/lambda/function-configuration';
import { deployFunction } from '#test/lambda/lambda-function';
import { httpEventOf } from '#test/served-api';

const rounds = 25;

/** Starts a process of AWS's runtime client, and waits for the first answer. */
const coldStart = async (bundle: string, environment: Record<string, string>): Promise<number> => {
  const deployed = deployFunction('bench', { bundle, environment, timeoutSeconds: 29 });
  try {
    return await timed(async () => {
      const { failed, payload } = await deployed.invoke({
        requestId: randomUUID(),
        functionArn: functionArn('bench'),
        traceId: 'Root=1-00000000-000000000000000000000000;Sampled=0',
        payload: JSON.stringify(httpEventOf(pinConversations, requestBody)),
      });
      if (failed || !payload.includes('\\"OK\\"')) throw new Error(`The cold start failed: ${payload}`);
    });
  } finally {
    await deployed.close();
  }
};

const measureAll = async (bundles: readonly string[], surroundings: Surroundings): Promise<number[][]> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const { variables, close } = await encryptSurroundings(surroundings, folder);
  try {
    const starts = bundles.map((bundle) => () => coldStart(bundle, variables));
    return await measureInTurn(starts, rounds);
  } finally {
    await close();
    await rm(folder, { recursive: true });
  }
};

/** From the start of the process to the first answer, through AWS's own runtime client. */
export const measureColdStarts = async (built: Built, surroundings: Surroundings): Promise<Row[]> => {
  const bundles = [built.function, built.handWritten, built.defaultSettings];
  const [ours = [], handWritten = [], defaultSettings = []] = await measureAll(bundles, surroundings);
  const milliseconds = (values: readonly number[]) => `${quantile(values, 0.5).toFixed(0)} ms`;
  return [
    {
      figure: 'cold start to the first answer',
      against: 'a hand-written handler',
      value: ratios(ours, handWritten),
      unit: '×',
      goal: { most: 1.15 },
      detail: `${milliseconds(ours)} against ${milliseconds(handWritten)}`,
    },
    {
      figure: 'the same',
      against: 'the function built with default settings',
      value: ratios(ours, defaultSettings),
      unit: '×',
      goal: { most: 0.7 },
      detail: `${milliseconds(ours)} against ${milliseconds(defaultSettings)}`,
    },
  ];
};
