import { parseArgs } from 'node:util';
import type { BaseUrlOf } from '#test/live/live-chat';
import { type Finding, runLiveChecks } from '#test/live/live-checks';

/** What the check is run with. */
export interface CheckLiveOptions {
  /** The words of the command line. */
  readonly arguments: readonly string[];
  /** Name or ARN of the secret, where no file is given. */
  readonly secretId: string | undefined;
  print(line: string): void;
  readonly baseUrlOf?: BaseUrlOf;
}

const usage = `npm run check:live -- --user USER --peer PEER [--group GROUP] [--keyword WORD] [--secret-file FILE]

Checks a Chat account: the secret, the clock, the region, the admin account, the plan and the plugin, by the three calls.
  --user, --peer   test users of the application: PEER is pinned in the list of USER and unpinned again
  --group          a group that USER is in
  --keyword        what to search groups for
  --secret-file    a file outside the repository with the secret; without it CHAT_SECRET_ID names one in AWS`;

const text = { type: 'string' } as const;
const options = { user: text, peer: text, group: text, keyword: text, 'secret-file': text } as const;

const parse = (words: readonly string[]): Partial<Record<keyof typeof options, string>> => {
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch {
    return {};
  }
};

/** What looks like a signature or a key stays off the screen, whoever wrote it. */
const masked = (line: string): string => line.replaceAll(/[\w*-]{60,}/g, '…');

const lineOf = ({ state, subject, detail, mend }: Finding): string =>
  masked(`${state.padEnd(5)}  ${subject}: ${detail}${mend === undefined ? '' : ` ${mend}`}`);

/** Runs the live check and prints a line for each finding. Answers the exit code: 0 when nothing is wrong. */
export const checkLive = async ({ arguments: words, secretId, print, baseUrlOf }: CheckLiveOptions): Promise<0 | 1> => {
  const { user, peer, group, keyword = 'a', 'secret-file': file } = parse(words);
  if (user === undefined || peer === undefined) {
    print(usage);
    return 1;
  }
  let exitCode: 0 | 1 = 0;
  const secret = { file, secretId };
  for await (const finding of runLiveChecks({ secret, user, peer, group, keyword, ...(baseUrlOf && { baseUrlOf }) })) {
    if (finding.state === 'wrong') exitCode = 1;
    print(lineOf(finding));
  }
  return exitCode;
};
