import { pinConversations } from '#functions/pin-conversations/definition';
import { loadHandler } from '#test/bench/load-handler';
import { measureInTurn, timed } from '#test/bench/statistics';
import { requestBody } from '#test/bench/surroundings';
import { report } from '#test/bench/task';
import { httpEventOf } from '#test/served-api';

const [url = '', unpaced = '', commonStack = ''] = process.argv.slice(2);
const event = httpEventOf(pinConversations, requestBody);

const fetchOnce = async () => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: requestBody,
  });
  return response.text();
};

const [ours, theirs] = [await loadHandler(unpaced), await loadHandler(commonStack)];
const contestants = [fetchOnce, () => ours(event), () => theirs(event)].map((call) => () => timed(call));
await measureInTurn(contestants, 500);
report(await measureInTurn(contestants, 4_000));
