import { callItems } from './calls.js';
import { offerFaults } from './faults.js';
import { showReference } from './reference.js';
import { stateParts } from './state.js';

/** Milliseconds between two looks at Chat. */
const pause = 500;

const load = async (name) => (await fetch(name)).json();

const [openApi, codes, tokens] = await Promise.all(['openapi.json', 'codes.json', 'tokens.json'].map(load));

const signIn = showReference(openApi, tokens.admin);
document.querySelector('#role').addEventListener('change', ({ target }) => signIn(tokens[target.value]));
offerFaults(Object.keys(openApi.paths), codes);

/** Shows what an address tells whenever it tells something else than before. */
const follow = (name, show) => {
  let before = '';
  return async () => {
    const text = await (await fetch(name)).text();
    if (text !== before) show(JSON.parse(text));
    before = text;
  };
};

const replaceIn = (selector, make) => (value) => document.querySelector(selector).replaceChildren(...make(value));

const looks = [
  follow(
    'chat/calls',
    replaceIn('#calls', (calls) => callItems(calls, codes)),
  ),
  follow('chat/state', replaceIn('#state', stateParts)),
];

const look = async () => {
  if (!document.hidden) await Promise.all(looks.map((lookAt) => lookAt().catch(() => undefined)));
  setTimeout(look, pause);
};

await look();
