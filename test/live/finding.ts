import type { Failure, FailureKind } from '#shared/failures/failure';

/** One line of the check. */
export interface Finding {
  /** `seen` is what an open question's probe has shown; only `wrong` makes the check fail. */
  readonly state: 'works' | 'wrong' | 'skipped' | 'seen';
  readonly subject: string;
  readonly detail: string;
  /** What to do about it. */
  readonly fix?: string | undefined;
}

/** What a person with test users can do about a call that fails for its own reasons. */
const fixes: Partial<Record<FailureKind, string>> = {
  InvalidRequest: 'Look at the test users and the group that were named.',
  NotFound: 'Name test users that are imported into the application, and a group that exists.',
  LimitExceeded: 'Name a test user with fewer pinned conversations, groups and marks.',
  RateLimited: 'Try again when the application is less busy.',
  UpstreamFailed: 'Try again; then look whether this machine reaches Chat.',
  UpstreamTimeout: 'Try again; then look whether this machine reaches Chat.',
  OutcomeUnknown: 'Look whether Chat carried it out, then try again.',
};

/** Chat's code and its own words, where Chat has answered. */
export const quote = ({ errorCode, errorInfo }: Failure): string | undefined =>
  errorCode === undefined ? undefined : `${errorCode} ${JSON.stringify(errorInfo ?? '')}`;

/** The finding for a failure, with what to do about it. */
export const wrong = (subject: string, failure: Failure): Finding => {
  const quoted = quote(failure);
  return {
    state: 'wrong',
    subject,
    detail: quoted === undefined ? failure.message : `${failure.message} Chat says ${quoted}.`,
    fix: failure.action ?? fixes[failure.kind],
  };
};
