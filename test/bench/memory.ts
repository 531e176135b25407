import { readFile } from 'node:fs/promises';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import type { Built } from '#test/bench/build-functions';
import { exactly, type Row } from '#test/bench/row';
import { runOnce } from '#test/bench/run-once';
import { requestBody, type Surroundings } from '#test/bench/surroundings';
import { runTask } from '#test/bench/task';
import { sqsBatch } from '#test/events/batches';
import { httpEventOf } from '#test/served-api';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;

/** The growth of the heap over many calls. */
const measureHeap = async (built: Built, { variables }: Surroundings): Promise<Row> => {
  const [[few = 0, many = 0] = []] = await runTask({
    module: './memory-task.ts',
    arguments: [built.function],
    variables,
  });
  return {
    figure: 'heap after 10,000 warm calls',
    against: 'after 100',
    value: exactly(many / few),
    unit: '×',
    goal: { most: 1.05 },
    detail: `${megabytes(many)} against ${megabytes(few)}`,
  };
};

const listOf = (count: number, item: string): string => `[${Array.from({ length: count }, () => item).join()}]`;
const pin = (items: string): string => `{"From_Account":"user_0001","OperationType":1,"RecentContactItem":${items}}`;
const batchOf = (length: number, body: string) =>
  sqsBatch(Array.from({ length }, (_, index) => ({ id: `${index}`, body })));

/** An answer of the largest size that Chat allows, with many small values. */
const largeAnswer = `{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","ContactResultItem":${listOf(18_000, '{"Type":1,"To_Account":"peer","ContactGroupId":[1]}')}}`;

const lookUp = `{"From_Account":"user_0001","ContactItem":${listOf(3_000, '{"Type":1,"To_Account":"user_0002"}')}}`;

/** The largest events that a function accepts. */
const worst = (built: Built) => {
  const event = (body: string) => httpEventOf(pinConversations, body);
  return {
    request: [
      { name: 'a body of 130,000 faults', bundle: built.function, event: event(pin(listOf(130_000, '0'))) },
      { name: 'a body of 5 MB', bundle: built.function, event: event(pin(`"${'a'.repeat(5_000_000)}"`)) },
      {
        name: '3,000 look-ups, each answer of 1 MB',
        bundle: built.lookUp,
        event: httpEventOf(searchContactGroups, lookUp),
      },
    ],
    batch: [
      { name: 'ten messages of 60,000 faults', bundle: built.function, event: batchOf(10, pin(listOf(60_000, '0'))) },
      {
        name: 'ten messages of 250 kB of faults',
        bundle: built.function,
        event: batchOf(10, pin(listOf(125_000, '0'))),
      },
      { name: '10,000 small messages', bundle: built.function, event: batchOf(10_000, requestBody) },
    ],
  };
};

/** The peak memory of a process in MB; undefined on systems that do not report it. */
const peakOf = async (pid: number): Promise<number | undefined> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(status) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
};

const measurePeak = async (
  kind: 'request' | 'batch',
  built: Built,
  { emulator, variables }: Surroundings,
): Promise<Row> => {
  const peaks: (readonly [name: string, megabytes: number])[] = [];
  for (const { name, bundle, event } of worst(built)[kind]) {
    emulator.fail({ kind: 'reply', path: searchContactGroups.path, body: largeAnswer, times: 10 });
    let pid = 0;
    let peak = Number.NaN;
    const watching = setInterval(async () => {
      peak = (await peakOf(pid)) ?? peak;
    }, 50);
    const { failed } = await runOnce({
      bundle,
      variables,
      event,
      memory: 256,
      onStart: (started) => {
        pid = started;
      },
      onAnswered: async () => {
        peak = (await peakOf(pid)) ?? peak;
      },
    });
    clearInterval(watching);
    peaks.push([failed ? `${name} (FAILED)` : name, peak]);
  }
  const most = Math.max(...peaks.map(([, peak]) => peak));
  return {
    figure: `memory of the worst ${kind}, resident`,
    against: 'a function of 256 MB',
    ...(!Number.isNaN(most) && { value: exactly(most) }),
    unit: 'MB',
    goal: { most: 200 },
    detail: peaks.map(([name, peak]) => `${name} ${peak.toFixed(0)} MB`).join('; '),
  };
};

/** The memory of a function with AWS's runtime client: its growth, and its peak. */
export const measureMemory = async (built: Built, surroundings: Surroundings): Promise<Row[]> => [
  await measureHeap(built, surroundings),
  await measurePeak('request', built, surroundings),
  await measurePeak('batch', built, surroundings),
];
