import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { searchGroups } from '#functions/search-groups/definition';
import { asFailure, type Failure, type FailureKind } from '#shared/failures/failure';
import { type Region, regions } from '#shared/regions';
import { type BaseUrlOf, createLiveChat, type LiveChat, type Result } from '#test/live/live-chat';
import { readLiveSecret, type SecretSource } from '#test/live/live-secret';
import { openQuestions, seenIn, type TestUsers } from '#test/live/open-questions';

/** One line of the check. */
export interface Finding {
  readonly state: 'works' | 'wrong' | 'seen';
  readonly subject: string;
  readonly detail: string;
  /** What to do about it. */
  readonly mend?: string | undefined;
}

/** What the check is told. */
export interface LiveCheckOptions extends TestUsers {
  readonly secret: SecretSource;
  /** A group that the user is in. */
  readonly group?: string | undefined;
  readonly keyword: string;
  readonly baseUrlOf?: BaseUrlOf;
}

/** Seconds. A UserSig is good for hours, so this only finds a clock that is plainly wrong. */
const mostClockOffset = 30;

/** What a person with test users can do about a call that fails for its own reasons. */
const mends: Partial<Record<FailureKind, string>> = {
  InvalidRequest: 'Look at the test users and the group that were named.',
  NotFound: 'Name test users that are imported into the application, and a group that exists.',
  LimitExceeded: 'Name a test user with fewer pinned conversations.',
  RateLimited: 'Try again when the application is less busy.',
  UpstreamFailed: 'Try again; then look whether this machine reaches Chat.',
  UpstreamTimeout: 'Try again; then look whether this machine reaches Chat.',
};

const wrong = (subject: string, failure: Failure): Finding => {
  const { errorCode, errorInfo, message, action, kind } = failure;
  const quote = errorCode === undefined ? '' : ` Chat says ${errorCode} ${JSON.stringify(errorInfo ?? '')}.`;
  return { state: 'wrong', subject, detail: `${message}${quote}`, mend: action ?? mends[kind] };
};

/** A `Date` is cut to the second, so the middle of that second is meant. */
const secondsAhead = (now: number, date: string | null): number =>
  Math.round((now - Date.parse(date ?? '') - 500) / 1_000);

/** Asks the bare address for Chat's clock. */
const checkClock = async ({ url }: LiveChat): Promise<Finding & { readonly reached: boolean }> => {
  const subject = 'address and clock';
  const start = Date.now();
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    const offset = secondsAhead((start + Date.now()) / 2, response.headers.get('date'));
    if (Number.isNaN(offset))
      return { state: 'works', subject, detail: `${url} answers, without a Date.`, reached: true };
    const detail = `${url} answers; this machine is ${Math.abs(offset)} s ${offset < 0 ? 'behind' : 'ahead of'} Chat.`;
    if (Math.abs(offset) <= mostClockOffset) return { state: 'works', subject, detail, reached: true };
    const mend = 'Set the clock of this machine, by NTP. AWS keeps its own right.';
    return { state: 'wrong', subject, detail, mend, reached: true };
  } catch {
    const mend = 'Look at the network: DNS, proxy, firewall, and port 443 to this address.';
    return { state: 'wrong', subject, detail: `${url} cannot be reached.`, mend, reached: false };
  }
};

const isCredentialFault = (result: Result): result is { failure: Failure } =>
  'failure' in result && (result.failure.kind === 'Misconfigured' || result.failure.kind === 'CredentialsUnavailable');

const regionNames = Object.keys(regions).filter((name): name is Region => Object.hasOwn(regions, name));

const lookup = ({ user, peer, group }: LiveCheckOptions) => ({
  From_Account: user,
  ContactItem: [{ Type: 1, To_Account: peer }, ...(group === undefined ? [] : [{ Type: 2, ToGroupId: group }])],
});

/** Where else the same signature is taken: one call to each data centre. */
const findRegion = async (chat: LiveChat, options: LiveCheckOptions): Promise<Region | undefined> => {
  const others = regionNames.filter((region) => region !== chat.credential.region);
  const results = await Promise.all(
    others.map((region) => chat.inRegion(region).call(searchContactGroups, lookup(options))),
  );
  return others.find((_, index) => {
    const result = results[index];
    return result && !isCredentialFault(result) && ('answer' in result || result.failure.errorCode !== undefined);
  });
};

const wrongSignature = 70009;

const checkSignIn = async (chat: LiveChat, result: Result, options: LiveCheckOptions): Promise<Finding> => {
  const subject = 'key, region and admin';
  if (!isCredentialFault(result)) {
    const { sdkAppId, identifier, region } = chat.credential;
    return { state: 'works', subject, detail: `${identifier} of ${sdkAppId} signs in to ${region} as an App admin.` };
  }
  const region = result.failure.errorCode === wrongSignature ? await findRegion(chat, options) : undefined;
  const finding = wrong(subject, result.failure);
  return region === undefined
    ? finding
    : { ...finding, mend: `The application is in ${region}: put that into the secret.` };
};

const findingOf = (subject: string, result: Result, detail: string): Finding =>
  'failure' in result ? wrong(subject, result.failure) : { state: 'works', subject, detail };

/** Pins a conversation and unpins it again. */
const checkPins = async (chat: LiveChat, { user, peer }: LiveCheckOptions): Promise<Finding> => {
  const pin = (OperationType: number) =>
    chat.call(pinConversations, {
      From_Account: user,
      OperationType,
      RecentContactItem: [{ Type: 1, To_Account: peer }],
    });
  const pinned = await pin(1);
  return findingOf(
    'pins',
    'failure' in pinned ? pinned : await pin(2),
    `${peer} was pinned for ${user} and unpinned again.`,
  );
};

const readSecret = async (source: SecretSource) => {
  try {
    return { credential: await readLiveSecret(source) };
  } catch (error) {
    return { failure: asFailure(error) };
  }
};

const checkKeyShape = (secretKey: string): string =>
  /^[\da-f]{64}$/i.test(secretKey) ? '' : ' Keys of the console have 64 hexadecimal digits; this one has not.';

/** Checks a Chat account from the secret to the three calls, one finding at a time, and stops where the next would tell nothing new. */
export const runLiveChecks = async function* (options: LiveCheckOptions): AsyncGenerator<Finding> {
  const secret = await readSecret(options.secret);
  if ('failure' in secret) {
    yield wrong('secret', secret.failure);
    return;
  }
  const { credential } = secret;
  yield { state: 'works', subject: 'secret', detail: `It has the right shape.${checkKeyShape(credential.secretKey)}` };

  const chat = createLiveChat(credential, options.baseUrlOf ?? (() => undefined));
  const clock = await checkClock(chat);
  yield clock;
  if (!clock.reached) return;

  const marks = await chat.call(searchContactGroups, lookup(options));
  const signIn = await checkSignIn(chat, marks, options);
  yield signIn;
  if (signIn.state === 'wrong') return;

  yield findingOf('conversation groups and marks', marks, `Those of ${options.user} can be looked up.`);
  yield await checkPins(chat, options);
  const found = await chat.call(searchGroups, { Keywords: [options.keyword], Count: 1 });
  const total = 'answer' in found ? found.answer.TotalCount : 0;
  yield findingOf('group search', found, `${total} groups are found for ${JSON.stringify(options.keyword)}.`);

  for (const question of openQuestions) {
    const result = await chat.call(question.api, question.request(options));
    yield { state: 'seen', subject: question.question, detail: seenIn(question, result) };
  }
};
