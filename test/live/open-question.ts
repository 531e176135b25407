import type { Api } from '#shared/define-api';
import { asFailure } from '#shared/failures/failure';
import type { Check, Session, TestData } from '#test/live/check';
import { quote } from '#test/live/finding';
import type { Fields } from '#test/live/live-chat';

/** A line of the code that rests on an assumption. */
export interface Place {
  /** From the root of the repository. */
  readonly file: string;
  /** What to look for in it. */
  readonly name: string;
}

/** Calls that settle an open question. They return what was seen, and change what `watch` describes at most. */
export type Probe = Omit<Check, 'subject'>;

/** Something that Chat's documentation leaves open. */
export interface OpenQuestion {
  /** What the check and the page call it. */
  readonly id: string;
  readonly question: string;
  /** What is taken to be so until it is seen. */
  readonly assumption: string;
  readonly places: readonly [Place, ...Place[]];
  /** What settles it: calls, or in words what a person has to do where no harmless call can. */
  readonly settledBy: Probe | string;
}

/** Open questions about one part of Chat. */
export interface Topic {
  readonly title: string;
  readonly questions: readonly OpenQuestion[];
}

/** A choice of the emulator. */
export const choice = (name: string): Place => ({ file: 'test/emulator/choices.ts', name });

/** A part of a function's definition. */
export const definition = (functionName: string, name: string): Place => ({
  file: `functions/${functionName}/definition.ts`,
  name,
});

/** A meaning of an error code. */
export const codeTable = (code: number): Place => ({ file: 'shared/chat/error-codes.ts', name: `${code}` });

/** Runs a call and describes its result: Chat's code and text, or what `see` finds in the answer. */
export const outcomeOf = async (call: Promise<Fields>, see = (_: Fields) => 'it succeeds'): Promise<string> => {
  try {
    return see(await call);
  } catch (error) {
    const quoted = quote(asFailure(error));
    if (quoted === undefined) throw error;
    return quoted;
  }
};

/** A probe of one call. */
export const ask = (api: Api, request: (data: TestData) => Fields, see?: (answer: Fields) => string): Probe => ({
  run: ({ chat, data }: Session) => outcomeOf(chat.call(api, request(data)), see),
});

/** `yes` or `no`. */
export const yesOrNo = (isSo: boolean): string => (isSo ? 'yes' : 'no');
