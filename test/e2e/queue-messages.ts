import { pinRequest } from '#test/events/batches';
import { samples } from '#test/events/samples';

/** A message. It pins the conversation of `user` with a peer that has the message's own name. */
export interface Message {
  readonly way: Way;
  readonly name: string;
  /** In a FIFO queue also its group. */
  readonly user: string;
  /** `flaky` fails the first two times, `bad` can never be done. */
  readonly nature: 'good' | 'flaky' | 'bad';
  /** What is sent. */
  readonly text: string;
}

/** How a message comes to the function. */
export type Way = 'SQS' | 'SNS, raw' | 'SNS, wrapped' | 'EventBridge, wrapped' | 'SQS FIFO' | 'SNS in SQS FIFO';

const inBusEvent = (request: string): string =>
  JSON.stringify({ ...samples.eventBridge, detail: 0 }).replace('"detail":0', `"detail":${request}`);

const inNotification = (Message: string): string => JSON.stringify({ ...samples.snsNotification, Message });

const asItIs = (request: string): string => request;

/** How many messages go each way, and the envelope that nothing on the way puts around them. */
const plan: readonly (readonly [Way, count: number, wrap: (request: string) => string])[] = [
  ['SQS', 250, asItIs],
  ['SNS, raw', 100, asItIs],
  ['SNS, wrapped', 150, asItIs],
  ['EventBridge, wrapped', 100, inBusEvent],
  ['SQS FIFO', 300, asItIs],
  ['SNS in SQS FIFO', 100, inNotification],
];

/** All ways. */
export const ways: readonly Way[] = plan.map(([way]) => way);

/** Whether the order of a group has to be kept. */
export const isFifo = (way: Way): boolean => way.endsWith('FIFO');

type MakeRequest = (name: string, user: string) => string;

const wrongRequests: readonly MakeRequest[] = [
  (name, user) => pinRequest(name, user).slice(0, -1),
  (name, user) => pinRequest(name, user).replace('To_Account', 'ToAccount'),
];

/**
 * A user that does not exist may be imported at any moment: such a request is as bad, but in a FIFO queue it would hold up
 * what stands behind it until the redrive policy takes all of that away.
 */
const badRequests: readonly MakeRequest[] = [...wrongRequests, (name) => pinRequest(name, 'nobody')];

/** Three in a hundred are bad and six are flaky. */
const natureOf = (index: number): Message['nature'] => {
  if (index % 34 === 13) return 'bad';
  return index % 16 === 5 ? 'flaky' : 'good';
};

const requestAt = (index: number, way: Way): MakeRequest => {
  if (natureOf(index) !== 'bad') return pinRequest;
  const requests = isFifo(way) ? wrongRequests : badRequests;
  return requests[index % requests.length] ?? pinRequest;
};

/** The messages, in the order in which they are sent. The standard queue has 20 users, and the FIFO queue 20 others. */
export const messages: readonly Message[] = plan
  .flatMap(([way, count, wrap]) => Array.from({ length: count }, () => ({ way, wrap })))
  .map(({ way, wrap }, index) => {
    const name = `message_${index}`;
    const user = `${isFifo(way) ? 'fifo' : 'standard'}_${index % 20}`;
    return { way, name, user, nature: natureOf(index), text: wrap(requestAt(index, way)(name, user)) };
  });

/** The names of the messages that a text mentions. */
export const namesIn = (text: string): readonly string[] => text.match(/message_\d+/g) ?? [];
