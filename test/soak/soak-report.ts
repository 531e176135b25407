import type { Api } from '#shared/define-api';
import { quantile } from '#test/bench/statistics';
import type { Tally } from '#test/soak/account';
import type { Rotation } from '#test/soak/key-rotations';
import type { Sample } from '#test/soak/start-function-host';

/** A goal of a run. */
export interface Check {
  readonly what: string;
  readonly measured: string;
  readonly allowed: string;
  readonly holds: boolean;
}

/** The results of a run. */
export interface SoakRun {
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly mistakes: readonly string[];
  readonly misconfigured: readonly number[];
  readonly rotated: readonly Rotation[];
  /** The results of the messages, one line per queue. */
  readonly counts: readonly { readonly sent: number; readonly left: number; readonly dead: number }[];
  readonly samples: readonly Sample[];
  readonly before: Sample;
  readonly after: Sample;
}

/** Milliseconds from the moment when the secret is right until no call fails any more. */
const recovery = 6_000;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const count = (value: number): string => value.toLocaleString('en');
const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

/** Compares the first and the last of the phases in which calls come as fast as they are answered. */
const heapCheck = (samples: readonly Sample[]): Check => {
  const phase = Math.floor(samples.length / 6);
  const heapOf = (part: readonly Sample[]) =>
    quantile(
      part.map(({ heapUsed }) => heapUsed),
      0.5,
    );
  const [early, late] = [heapOf(samples.slice(phase, 2 * phase)), heapOf(samples.slice(-phase))];
  return {
    what: 'heap after collection, in the first and in the last storm',
    measured: `${megabytes(early)}, ${megabytes(late)}; resident at most ${megabytes(Math.max(...samples.map(({ rss }) => rss)))}`,
    allowed: '+10 %',
    holds: late < 1.1 * early,
  };
};

/** Checks a run against its goals. */
export const checksOf = (run: SoakRun): readonly Check[] => {
  const tallies = [...run.tallies.values()];
  const of = (name: 'requests' | 'messages' | 'calls' | 'faults' | 'refusals' | 'badSignatures') =>
    sum(tallies.map((tally) => tally[name]));
  const messages = { sent: 0, left: 0, dead: 0 };
  for (const { sent, left, dead } of run.counts) {
    messages.sent += sent;
    messages.left += left;
    messages.dead += dead;
  }
  const outside = run.misconfigured.filter(
    (at) => !run.rotated.some(({ name, start, end }) => name === 'Chat first' && at >= start && at <= end + recovery),
  );
  const itemsFailed = sum(tallies.map(({ kinds }) => kinds['Items failed'] ?? 0));
  return [
    {
      what: 'calls over HTTP, of them with failed items; calls at Chat, of them met by a fault',
      measured: `${count(of('requests'))}, ${count(itemsFailed)}; ${count(of('calls'))}, ${count(of('faults'))}`,
      allowed: 'some of each',
      holds: itemsFailed > 0 && of('faults') > 0,
    },
    {
      what: 'replies that contradict Chat; calls done twice; calls lost',
      measured: `${run.mistakes.length}`,
      allowed: '0',
      holds: run.mistakes.length === 0,
    },
    {
      what: 'messages sent; acknowledged or dead letters; left; dead letters',
      measured: `${count(messages.sent)}; ${count(of('messages'))}; ${messages.left}; ${count(messages.dead)}`,
      allowed: 'all accounted for, none left',
      holds: messages.left === 0 && of('messages') === messages.sent,
    },
    {
      what: 'calls that Chat refused for its rate',
      measured: `${of('refusals')} (${((100 * of('refusals')) / of('calls')).toFixed(2)} %)`,
      allowed: '0.5 %',
      holds: of('refusals') <= 0.005 * of('calls'),
    },
    {
      what: 'signatures that Chat refused, in two rotations',
      measured: count(of('badSignatures')),
      allowed: 'more than none, no lock-out',
      holds: of('badSignatures') > 0,
    },
    {
      what: 'Misconfigured replies in the rotation that begins at Chat, and at other times',
      measured: `${count(run.misconfigured.length - outside.length)}, ${outside.length}`,
      allowed: '0 at other times',
      holds: outside.length === 0,
    },
    heapCheck(run.samples),
    {
      what: 'sockets, timers and the like, at the end',
      measured: JSON.stringify(run.after.resources),
      allowed: JSON.stringify(run.before.resources),
      holds: Object.entries(run.after.resources).every(([name, number]) => number <= (run.before.resources[name] ?? 0)),
    },
  ];
};

const kindsText = (kinds: Tally['kinds']): string =>
  Object.entries(kinds)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, number]) => `${kind} ${count(number)}`)
    .join(', ');

const apiLine = ({ name, effect }: Api, tally: Tally): string => {
  const { requests, messages, calls, faults, kinds, milliseconds } = tally;
  const at = (share: number) => count(Math.round(quantile(milliseconds, share)));
  return `| ${name} | ${effect} | ${count(requests)}, ${count(messages)} | ${count(calls)}, ${count(faults)} | ${kindsText(kinds)} | ${at(0.5)}, ${at(0.99)} ms |`;
};

/** The account of a run as Markdown: the functions, and what the run was to show. */
export const tableOf = (
  apis: readonly { readonly api: Api; readonly tally: Tally | undefined }[],
  checks: readonly Check[],
): string =>
  [
    '| function | effect | requests over HTTP, messages | calls at Chat, met by a fault | replies over HTTP | p50, p99 |',
    '|---|---|---|---|---|---|',
    ...apis.map(({ api, tally }) =>
      tally ? apiLine(api, tally) : `| ${api.name} | ${api.effect} | **NOT CALLED** | | | |`,
    ),
    '',
    '| | measured | allowed | |',
    '|---|---|---|---|',
    ...checks.map(
      ({ what, measured, allowed, holds }) =>
        `| ${what} | ${measured} | ${allowed} | ${holds ? 'ok' : '**NOT MET**'} |`,
    ),
  ].join('\n');
