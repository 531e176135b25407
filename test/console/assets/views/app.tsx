import { useEffect, useState } from 'preact/hooks';
import { layOut } from '#test/console/assets/json-text';
import { resetChat } from '#test/console/assets/server';
import { type SentCall, useCalls } from '#test/console/assets/use-calls';
import { useChat } from '#test/console/assets/use-chat';
import { Answer } from '#test/console/assets/views/answer';
import { CallForm } from '#test/console/assets/views/call-form';
import { EffectBadge } from '#test/console/assets/views/effect-badge';
import { FaultPanel } from '#test/console/assets/views/fault-panel';
import { FunctionList } from '#test/console/assets/views/function-list';
import { Holdings } from '#test/console/assets/views/holdings';
import { ReceivedCalls } from '#test/console/assets/views/received-calls';
import { Reference } from '#test/console/assets/views/reference';
import { Tabs } from '#test/console/assets/views/tabs';
import type { Catalogue, FunctionEntry, ReceivedCall, Route } from '#test/console/contract';

/** Under this width, in pixels, the answer may be out of sight. */
const narrow = '(max-width: 720px)';

/** The function that the address names, else the first. */
const useChosen = (functions: readonly FunctionEntry[]) => {
  const named = () => functions.find(({ name }) => `#${name}` === location.hash);
  const [entry, setEntry] = useState(named() ?? functions[0]);
  useEffect(() => {
    const follow = () => setEntry((current) => named() ?? current);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return entry;
};

/** What Chat has received since a call was sent, until its end. */
const attemptsOf = (calls: readonly ReceivedCall[], entry: FunctionEntry, call: SentCall | undefined) => {
  if (!call?.sentAt) return [];
  const end = call.outcome ? call.sentAt + call.outcome.milliseconds : Number.POSITIVE_INFINITY;
  return calls.filter(({ path, arrivedAt }) => path === entry.path && arrivedAt >= call.sentAt && arrivedAt <= end);
};

const skipToRequest = (): void => document.getElementById('request')?.focus();

const Title = ({ entry }: { entry: FunctionEntry }) => (
  <header class="title">
    <h1>{entry.name}</h1>
    <EffectBadge effect={entry.effect} meaning={entry.effectMeaning} />
    <code>POST {entry.path}</code>
    <p>
      {entry.summary}{' '}
      <a href={entry.documentation} target="_blank" rel="noreferrer">
        Chat’s page
      </a>
    </p>
  </header>
);

const parts: Readonly<Record<string, string>> = {
  Call: 'main',
  Answer: '#answer',
  Reference: '.reference',
  Chat: 'aside',
};

/** Leads to the parts of the page where they stand below each other. */
const Parts = () => (
  <div class="parts">
    {Object.entries(parts).map(([name, place]) => (
      <button type="button" key={name} onClick={() => document.querySelector(place)?.scrollIntoView()}>
        {name}
      </button>
    ))}
  </div>
);

/** The console: the functions, the chosen one, and the local Chat. */
export const App = ({ catalogue }: { catalogue: Catalogue }) => {
  const { functions, addresses, meanings } = catalogue;
  const chat = useChat();
  const calls = useCalls(chat.look);
  const entry = useChosen(functions);
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const [caller, setCaller] = useState('admin');
  const [wantedRoute, setRoute] = useState<Route>('http');

  const route = entry?.routes.includes(wantedRoute) ? wantedRoute : 'http';
  const text = entry ? (drafts[entry.name] ?? layOut(entry.sample.request)) : '';
  const call = entry ? calls.last[entry.name] : undefined;

  const write = (draft: string) => entry && setDrafts({ ...drafts, [entry.name]: draft });
  const send = async () => {
    if (!entry) return;
    chat.begin();
    const end = calls.send({ function: entry.name, caller, route, body: text });
    if (matchMedia(narrow).matches) {
      requestAnimationFrame(() => document.getElementById('answer')?.scrollIntoView());
    }
    await end;
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.matches('input, select, textarea');
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        send();
      } else if (event.key === '/' && !isTyping) {
        event.preventDefault();
        document.getElementById('filter')?.focus();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  if (!entry) return <p>There is no function.</p>;
  const isOfApplication = !text.includes('"From_Account"');
  const found = call?.request.body === text ? (call.outcome?.faults ?? []) : [];
  return (
    <>
      <button type="button" class="unseen skip" onClick={skipToRequest}>
        Skip to the request
      </button>
      <FunctionList functions={functions} chosen={entry.name} onChoose={(name) => location.assign(`#${name}`)} />
      <main>
        <Title entry={entry} />
        <div class="work">
          <CallForm
            entry={entry}
            callers={chat.view.callers}
            caller={caller}
            route={route}
            text={text}
            found={found}
            isSending={call !== undefined && call.outcome === undefined}
            onCaller={setCaller}
            onRoute={setRoute}
            onText={write}
            onSample={() => write(layOut(entry.sample.request))}
            onSend={send}
          />
          <Answer call={call} attempts={attemptsOf(chat.view.calls, entry, call)} meanings={meanings} />
        </div>
        <Reference
          generalCodes={catalogue.generalCodes}
          options={{
            entry,
            addresses,
            route,
            caller: chat.view.callers.find(({ name }) => name === caller),
            body: text,
          }}
        />
      </main>
      <aside aria-label="The local Chat">
        <Holdings
          chat={chat}
          shown={(owner) => (isOfApplication ? owner === 'Application' : text.includes(JSON.stringify(owner)))}
          onReset={() => resetChat().then(chat.look)}
        />
        <Tabs
          label="Calls and faults"
          tabs={[
            { name: 'Calls', content: <ReceivedCalls calls={chat.view.calls} meanings={meanings} /> },
            {
              name: 'Faults',
              count: chat.view.faults.length,
              content: (
                <FaultPanel functions={functions} faults={chat.view.faults} meanings={meanings} onChange={chat.look} />
              ),
            },
          ]}
        />
      </aside>
      <Parts />
    </>
  );
};
