import { listConversations } from '#functions/list-conversations/definition';
import { asFailure, type Failure } from '#shared/failures/failure';
import { isRegion, type Region, regions } from '#shared/regions';
import type { TestData } from '#test/live/check';
import { type Finding, wrong } from '#test/live/finding';
import { firstConversations } from '#test/live/holdings';
import type { LiveChat } from '#test/live/live-chat';

/** Seconds. A UserSig is good for hours, so this only finds a clock that is plainly wrong. */
const mostClockOffset = 30;

/** A `Date` is cut to the second, so the middle of that second is meant. */
const secondsAhead = (now: number, date: string | null): number =>
  Math.round((now - Date.parse(date ?? '') - 500) / 1_000);

/** Asks the bare address for Chat's clock; `reached` says whether anything answered. */
export const checkClock = async ({ url }: LiveChat): Promise<Finding & { readonly reached: boolean }> => {
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
    const fix = 'Set the clock of this machine, by NTP. AWS keeps its own right.';
    return { state: 'wrong', subject, detail, fix, reached: true };
  } catch {
    const fix = 'Look at the network: DNS, proxy, firewall, and port 443 to this address.';
    return { state: 'wrong', subject, detail: `${url} cannot be reached.`, fix, reached: false };
  }
};

/** Makes a call that every application and edition has, and returns its failure. */
const signIn = async (chat: LiveChat, data: TestData): Promise<Failure | undefined> => {
  try {
    await chat.call(listConversations, firstConversations(data));
    return undefined;
  } catch (error) {
    return asFailure(error);
  }
};

const isCredentialFault = ({ kind }: Failure): boolean => kind === 'Misconfigured' || kind === 'CredentialsUnavailable';

/** Where else the same signature is accepted: one call to each data centre. */
const findRegion = async (chat: LiveChat, data: TestData): Promise<Region | undefined> => {
  const others = Object.keys(regions)
    .filter(isRegion)
    .filter((region) => region !== chat.credential.region);
  const failures = await Promise.all(others.map((region) => signIn(chat.inRegion(region), data)));
  return others.find((_, index) => {
    const failure = failures[index];
    return !failure || (!isCredentialFault(failure) && failure.errorCode !== undefined);
  });
};

const wrongSignature = 70009;

/** Looks whether Chat accepts the signature of the admin account. */
export const checkSignIn = async (chat: LiveChat, data: TestData): Promise<Finding> => {
  const subject = 'key, region and admin';
  const failure = await signIn(chat, data);
  if (!failure || !isCredentialFault(failure)) {
    const { sdkAppId, identifier, region } = chat.credential;
    return { state: 'works', subject, detail: `${identifier} of ${sdkAppId} signs in to ${region} as an App admin.` };
  }
  const region = failure.errorCode === wrongSignature ? await findRegion(chat, data) : undefined;
  const finding = wrong(subject, failure);
  return region === undefined
    ? finding
    : { ...finding, fix: `The application is in ${region}: put that into the secret.` };
};
