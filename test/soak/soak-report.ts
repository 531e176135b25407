import type { PathTally } from '#test/soak/call-tally';
import { mostFailedChecks } from '#test/soak/soak-parts';
import type { Sample } from '#test/soak/start-function-host';

/** One line of the report. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly allowed?: string;
  readonly holds: boolean;
}

/** What a run has measured of one API. */
export interface ApiRun {
  readonly name: string;
  readonly callsPerSecond: number;
  readonly tally: PathTally;
  /** The most calls within any second, as they were started and as they arrived. */
  readonly mostStarts: number;
  readonly mostArrivals: number;
  /** Replies by HTTP status; none for the API behind the queue. */
  readonly replies: Readonly<Record<string, number>>;
  /** Milliseconds of each response. */
  readonly latencies: readonly number[];
}

/** What became of the messages of the queue. */
export interface QueueRun {
  readonly sent: number;
  readonly left: number;
  /** Messages in the dead-letter queue. */
  readonly dead: number;
  /** Messages that Chat has neither carried out nor are in the dead-letter queue. */
  readonly lost: number;
}

/** What a run has measured. */
export interface SoakRun {
  readonly apis: readonly ApiRun[];
  readonly queue: QueueRun;
  /** Replies with HTTP 500, which only the rotation that begins at Chat may give, and those outside it. */
  readonly misconfigured: { readonly all: number; readonly outside: number };
  readonly samples: readonly Sample[];
  readonly before: Sample;
  readonly after: Sample;
}

const count = (value: number): string => value.toLocaleString('en');
const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The value that this share of the values does not exceed. */
export const percentile = (values: readonly number[], share: number): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

const latencyRow = ({ name, latencies }: ApiRun): Row => {
  const at = (share: number) => count(Math.round(percentile(latencies, share) ?? 0));
  const measured = `p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)} ms`;
  return { what: `${name}: latency`, measured, holds: true };
};

/** Statuses that tell of no injected fault: success, and a rotation that is counted by itself. */
const others = new Set(['200', '500']);

/** Of the replies: calls whose four attempts all met a fault, when one call in twenty does. */
const mostUnlucky = 1 / 10_000;

/** Whether as many replies failed with each status as were injected, and hardly more. */
const areAsInjected = (failed: PathTally['lasting'], injected: PathTally['lasting'], replies: number): boolean => {
  const more = Object.keys({ ...failed, ...injected }).map(
    (status) => (failed[Number(status)] ?? 0) - (injected[Number(status)] ?? 0),
  );
  return more.every((surplus) => surplus >= 0) && sum(more) <= Math.ceil(replies * mostUnlucky);
};

const apiRows = ({ name, callsPerSecond, tally, mostStarts, mostArrivals, replies }: ApiRun): readonly Row[] => {
  const failed = Object.fromEntries(Object.entries(replies).filter(([status]) => !others.has(status)));
  const answered = sum(Object.values(replies));
  const share = ((100 * tally.faults) / tally.calls).toFixed(1);
  return [
    {
      what: `${name}: calls at Chat, of them answered by a fault`,
      measured: `${count(tally.calls)}, ${count(tally.faults)} (${share} %)`,
      holds: tally.faults > 0,
    },
    {
      what: `${name}: most calls started in a second, and most that arrived`,
      measured: `${mostStarts}, ${mostArrivals}`,
      allowed: `${callsPerSecond} started`,
      holds: mostStarts <= callsPerSecond,
    },
    {
      what: `${name}: refused by Chat for the rate, or locked out`,
      measured: `${tally.refusals}`,
      allowed: '5 %, by calls that overtake each other on the way',
      holds: tally.refusals <= 0.05 * tally.calls,
    },
    ...(Object.keys(replies).length === 0
      ? []
      : [
          {
            what: `${name}: replies, of them failed by status`,
            measured: `${count(answered)}, ${JSON.stringify(failed)}`,
            allowed: `${JSON.stringify(tally.lasting)}, as injected; 1 in 10,000 met faults only`,
            holds: areAsInjected(failed, tally.lasting, answered),
          },
        ]),
  ];
};

const queueRows = ({ sent, left, dead, lost }: QueueRun, injected: number): readonly Row[] => [
  {
    what: 'queue: messages sent, left, lost',
    measured: `${count(sent)}, ${left}, ${lost}`,
    allowed: '0 left, 0 lost',
    holds: left === 0 && lost === 0,
  },
  { what: 'queue: dead letters', measured: `${dead}`, allowed: `${injected}, as injected`, holds: dead === injected },
];

/** Compares the first and the last of the phases in which lookups come as fast as they are answered. */
const memoryRow = (samples: readonly Sample[]): Row => {
  const phase = Math.floor(samples.length / 6);
  const heapOf = (part: readonly Sample[]) =>
    percentile(
      part.map(({ heapUsed }) => heapUsed),
      0.5,
    ) ?? 0;
  const [early, late] = [heapOf(samples.slice(phase, 2 * phase)), heapOf(samples.slice(-phase))];
  return {
    what: 'heap after collection, in the first and in the last storm',
    measured: `${megabytes(early)}, ${megabytes(late)}`,
    allowed: '+10 %',
    holds: late < 1.1 * early,
  };
};

const resourcesRow = (before: Sample, after: Sample): Row => ({
  what: 'sockets, timers and the like, at the end',
  measured: JSON.stringify(after.resources),
  allowed: JSON.stringify(before.resources),
  holds: Object.entries(after.resources).every(([name, number]) => number <= (before.resources[name] ?? 0)),
});

/** What a run came to, line by line. */
export const reportOf = (
  { apis, queue, misconfigured, samples, before, after }: SoakRun,
  queued: PathTally,
): readonly Row[] => [
  ...apis.flatMap(apiRows),
  ...apis.filter(({ latencies }) => latencies.length > 0).map(latencyRow),
  ...queueRows(queue, sum(Object.values(queued.lasting))),
  {
    what: 'signatures that Chat refused, in two rotations of three functions',
    measured: `${sum(apis.map(({ tally }) => tally.badSignatures))}`,
    allowed: `${mostFailedChecks}, where Chat locks out`,
    holds: sum(apis.map(({ tally }) => tally.badSignatures)) < mostFailedChecks,
  },
  {
    what: 'HTTP 500 in the rotation that begins at Chat, at other times',
    measured: `${count(misconfigured.all - misconfigured.outside)}, ${misconfigured.outside}`,
    allowed: '0 at other times',
    holds: misconfigured.outside === 0,
  },
  memoryRow(samples),
  { what: 'resident memory, at most', measured: megabytes(Math.max(...samples.map(({ rss }) => rss))), holds: true },
  resourcesRow(before, after),
];

/** The report as a table. */
export const tableOf = (rows: readonly Row[]): string =>
  [
    '| | measured | allowed | |',
    '|---|---|---|---|',
    ...rows.map(
      ({ what, measured, allowed = '', holds }) =>
        `| ${what} | ${measured} | ${allowed} | ${holds ? 'ok' : 'NOT MET'} |`,
    ),
  ].join('\n');
