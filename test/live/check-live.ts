import { parseArgs } from 'node:util';
import type { TestData } from '#test/live/check';
import type { Finding } from '#test/live/finding';
import type { BaseUrlOf } from '#test/live/live-chat';
import { runLiveChecks } from '#test/live/live-checks';

/** What the check is run with. */
export interface CheckLiveOptions {
  /** The words of the command line. */
  readonly arguments: readonly string[];
  /** Name or ARN of the secret, where no file is given. */
  readonly secretId: string | undefined;
  /** Ends the check before its next call. What was changed is put back. */
  readonly signal: AbortSignal;
  print(line: string): void;
  readonly baseUrlOf?: BaseUrlOf;
}

const usage = `npm run check:live -- --user USER --peer PEER [--group GROUP] [--keyword WORD] [--write] [--open-questions] [--secret-file FILE]

Checks a Chat account: the secret, the clock, the region, the admin account, and every function that reads.
  --user, --peer    test users of the application who have a conversation with each other
  --group           a group that USER is in
  --keyword         what to search for; "a" if left out
  --write           checks what writes too, and puts back all it changes: pins, conversation groups, marks, visibility.
                    What cannot be put back are the time of the last change of groups and marks, and used numbers of groups.
  --open-questions  asks what Chat's documentation leaves open, as shared/chat/unconfirmed.md lists it; more with --write
  --secret-file     a file outside the repository with the secret; without it CHAT_SECRET_ID names one in AWS
  --help            shows this

\`npm start\` prints a line that checks the Chat on this machine, without an account.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  user: text,
  peer: text,
  group: text,
  keyword: { ...text, default: 'a' },
  'secret-file': text,
  write: flag,
  'open-questions': flag,
  help: flag,
} as const;

const parse = (words: readonly string[]) => {
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch {
    return undefined;
  }
};

/** Masks everything that looks like a signature or a key, from any source. */
const masked = (line: string): string => line.replaceAll(/[\w*-]{60,}/g, '…');

const lineOf = ({ state, subject, detail, fix }: Finding): string =>
  masked(`${state.padEnd(7)}  ${subject}: ${detail}${fix === undefined ? '' : ` ${fix}`}`);

/** Runs the live check and prints a line for each finding. Returns the exit code: 0 when nothing is wrong. */
export const checkLive = async (options: CheckLiveOptions): Promise<0 | 1> => {
  const { arguments: words, secretId, signal, print, baseUrlOf } = options;
  const values = parse(words);
  const { user, peer } = values ?? {};
  if (!values || values.help || user === undefined || peer === undefined) {
    print(usage);
    return values?.help ? 0 : 1;
  }
  const { group, keyword, write, 'secret-file': file, 'open-questions': askOpenQuestions } = values;
  const data: TestData = { user, peer, group, keyword };
  let exitCode: 0 | 1 = 0;
  const report = (finding: Finding): void => {
    if (finding.state === 'wrong') exitCode = 1;
    print(lineOf(finding));
  };
  await runLiveChecks({ secret: { file, secretId }, data, write, askOpenQuestions, signal, report, baseUrlOf });
  return exitCode;
};
