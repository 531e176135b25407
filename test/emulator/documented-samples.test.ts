import { afterAll, expect, test } from 'vitest';
import {
  groupSearchSample,
  groupSearchSampleRecord,
  searchContactGroupSample,
  topSample,
} from './documented-samples.ts';
import { signedCall } from './signed-call.ts';
import { startEmulator } from './start-emulator.ts';

const emulator = await startEmulator();
afterAll(() => emulator.close());

async function answerTo({ path, request }: typeof topSample): Promise<string> {
  const response = await signedCall({ url: emulator.url, path, body: request });
  expect(response.status).toBe(200);
  return response.text();
}

test.each([topSample, searchContactGroupSample])('$path answers its sample byte for byte', async (sample) => {
  expect(await answerTo(sample)).toBe(sample.answer);
});

test('/v4/group_search/search answers the six groups of its sample, the one it shows byte for byte', async () => {
  const answer = await answerTo(groupSearchSample);
  expect(answer).toMatch(
    /^\{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"IsFinish":true,"TotalCount":6,"Groups":\[/,
  );
  expect(answer).toContain(groupSearchSampleRecord);
  expect(groupSearchSampleRecord).toMatch(/^\{"GroupType":.*"GroupOwnerTinyID":144115214578713345,.*\}$/);
  expect(answer).toMatch(/\],"Cursor":""\}$/);
});
