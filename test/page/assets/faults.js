import { element } from './element.js';

const html = '<html><body>Bad Gateway</body></html>';

/** The faults to choose from: where each goes, the numbers it asks for, and what is sent. */
const faults = {
  code: {
    label: 'Chat answers an error code',
    field: { name: 'ErrorCode', label: 'Code', value: '60008', list: 'codes' },
    body: (ErrorCode) => ({ kind: 'code', ErrorCode }),
  },
  delay: {
    label: 'The answer is late',
    field: { name: 'milliseconds', label: 'Milliseconds', value: '6000' },
    body: (milliseconds) => ({ kind: 'delay', milliseconds }),
  },
  cut: { label: 'The connection is cut', body: () => ({ kind: 'cut' }) },
  half: { label: 'Half an answer comes', body: () => ({ kind: 'half' }) },
  status: {
    label: 'Another HTTP status and HTML',
    field: { name: 'status', label: 'Status', value: '502' },
    body: (status) => ({ kind: 'reply', status, body: html }),
  },
  'key-and-secret': { label: 'The key is rotated, the secret too' },
  key: { label: 'The key is rotated, the secret is not' },
};

const form = document.querySelector('#fault');
const status = document.querySelector('#status');
const fieldPlace = document.querySelector('#field');
const reach = document.querySelector('#reach');

const post = async (name, body) => {
  const response = await fetch(`chat/${name}`, { method: 'POST', body: JSON.stringify(body) ?? '' });
  if (!response.ok) throw new Error((await response.text()) || `HTTP ${response.status}`);
};

/** Carries out a change and says what came of it. */
const tell = async (change, done) => {
  status.textContent = '…';
  status.textContent = await change().then(
    () => done,
    (error) => `That did not work: ${error.message}`,
  );
};

const showField = () => {
  const { field, body } = faults[form.kind.value];
  const { label, ...attributes } = field ?? {};
  const input = () => element('input', { type: 'number', min: '0', required: true, ...attributes });
  fieldPlace.replaceChildren(...(field ? [element('label', {}, `${label} `, input())] : []));
  reach.hidden = !body;
};

const switchOn = async (event) => {
  event.preventDefault();
  const kind = form.kind.value;
  const { label, field, body } = faults[kind];
  const times = form.times.valueAsNumber;
  const path = form.path.value;
  if (!body) return tell(() => post(kind), `${label}.`);
  const fault = { ...body(field && form[field.name].valueAsNumber), times, ...(path && { path }) };
  return tell(() => post('fault', fault), `${label}: ${times === 1 ? 'the next call' : `the next ${times} calls`}.`);
};

/** Makes the form that lets Chat fail. */
export const offerFaults = (paths, codes) => {
  form.kind.append(...Object.entries(faults).map(([value, { label }]) => element('option', { value }, label)));
  form.path.append(...paths.map((path) => element('option', { value: path }, path.replace('/v4/', ''))));
  form.append(
    element(
      'datalist',
      { id: 'codes' },
      ...Object.entries(codes).map(([code, { meaning }]) => element('option', { value: code }, meaning)),
    ),
  );
  form.kind.addEventListener('change', showField);
  form.addEventListener('submit', switchOn);
  document
    .querySelector('#reset')
    .addEventListener('click', () => tell(() => post('reset'), 'Chat is as it was at the start.'));
  showField();
};
