import { pinConversations } from '#functions/pin-conversations/definition';
import { startEmulator } from '#test/emulator/start-emulator';
import { startSecretsManager } from '#test/local/secrets-manager';
import { createQueues } from '#test/queue/create-queues';
import { startEventSourceMapping } from '#test/queue/event-source-mapping';
import { startQueueService } from '#test/queue/queue-service';
import { seededCredential } from '#test/served-api';
import { createKeyRotations } from '#test/soak/key-rotations';
import { type Sample, startFunctionHost } from '#test/soak/start-function-host';

const secretName = 'chat';

/** Refused signatures of a minute after which Chat locks out. */
export const mostFailedChecks = 60;

/** Calls that Chat remembers: more than arrive before they are taken away to be counted. */
const mostCalls = 100_000;

/** Starts Chat, Secrets Manager, a queue, and the functions between them. */
export const startSoakParts = async (onSample: (sample: Sample) => void) => {
  // Three functions sign with one key, so a rotation meets the calls that are on their way in all of them.
  const emulator = await startEmulator({ limits: { failedChecks: mostFailedChecks, calls: mostCalls } });
  const secrets = { [secretName]: JSON.stringify(seededCredential) };
  const secretsManager = await startSecretsManager({ port: 0, secrets });
  const rotations = createKeyRotations({ emulator, secretsManagerUrl: secretsManager.url, secretName });
  const host = await startFunctionHost(
    {
      CHAT_SECRET_ID: secretName,
      CHAT_BASE_URL: emulator.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
    onSample,
  );
  const queueService = await startQueueService();
  const { sqs } = queueService;
  const queues = await createQueues({ sqs, name: 'pins', visibilityTimeoutSeconds: 5, maxReceiveCount: 5 });
  const mapping = await startEventSourceMapping({
    sqs,
    queueUrl: queues.queueUrl,
    invoke: async (event) => {
      const body = JSON.stringify(event);
      const response = await fetch(`${host.url}/event${pinConversations.path}`, { method: 'POST', body });
      return response.json();
    },
  });
  return {
    emulator,
    host,
    queues,
    sqs,
    rotations,
    /** Ends all but the process with the functions. */
    endSurroundings: async () => {
      await mapping.close();
      rotations.close();
      await Promise.all([queueService.close(), emulator.close(), secretsManager.close()]);
    },
  };
};
