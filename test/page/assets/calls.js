import { element, table } from './element.js';

const shown = 30;

/** Milliseconds. An attempt may last 5 s, and the pause before the next one 2 s. */
const longestPause = 8_000;

const failed = ({ status, ErrorCode }) => status !== 200 || ErrorCode !== 0;

/**
 * Puts the calls together that are attempts of one request, which Chat itself cannot tell: an equal call that follows a
 * failure within some seconds.
 */
const requestsOf = (calls) => {
  const requests = [];
  for (const call of calls) {
    const before = requests.findLast(([first]) => first.path === call.path && first.bodyText === call.bodyText);
    const last = before?.at(-1);
    if (last && failed(last) && call.arrivedAt - last.arrivedAt < longestPause) before.push(call);
    else requests.push([call]);
  }
  return requests;
};

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

const timeOf = ({ arrivedAt }) => clock.format(arrivedAt);

const codeOf = ({ status, ErrorCode }) => {
  if (status === null) return '–';
  return status === 200 ? `${ErrorCode ?? '–'}` : `HTTP ${status}`;
};

const meaningOf = ({ status, ErrorCode, fault }, codes) => {
  if (ErrorCode === 0) return 'served';
  if (status === null) return fault === 'cut' ? 'connection cut' : 'no answer';
  return codes[ErrorCode]?.meaning ?? `fault: ${fault}`;
};

const rowOf = (codes) => (call, index, attempts) => [
  `${index + 1}`,
  `+${call.arrivedAt - attempts[0].arrivedAt} ms`,
  element('code', {}, codeOf(call)),
  meaningOf(call, codes),
];

const itemOf = (attempts, codes) => {
  const [first] = attempts;
  const last = attempts.at(-1);
  const count = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
  return element(
    'li',
    { class: failed(last) ? 'failed' : 'served' },
    element(
      'p',
      {},
      element('code', {}, first.path.replace('/v4/', '')),
      element('span', {}, count),
      element('time', {}, timeOf(first)),
    ),
    table(['#', 'time', 'code', 'meaning'], attempts.map(rowOf(codes))),
    element('pre', { tabindex: '0' }, first.bodyText),
  );
};

/** The newest calls that Chat received, the attempts of a request together. */
export const callItems = (calls, codes) => {
  const items = requestsOf(calls).slice(-shown).reverse();
  return items.length > 0 ? items.map((attempts) => itemOf(attempts, codes)) : [element('li', {}, 'None yet.')];
};
