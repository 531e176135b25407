import { useMemo, useState } from 'preact/hooks';
import { attemptsOf } from '#test/console/assets/attempts';
import { layOut } from '#test/console/assets/json-text';
import { resetChat } from '#test/console/assets/server';
import { useCalls } from '#test/console/assets/use-calls';
import { useChat } from '#test/console/assets/use-chat';
import { useChosen } from '#test/console/assets/use-chosen';
import { useShortcuts } from '#test/console/assets/use-shortcuts';
import { Answer } from '#test/console/assets/views/answer';
import { CallForm } from '#test/console/assets/views/call-form';
import { FaultPanel } from '#test/console/assets/views/fault-panel';
import { FunctionList } from '#test/console/assets/views/function-list';
import { Holdings } from '#test/console/assets/views/holdings';
import { Parts } from '#test/console/assets/views/parts';
import { ReceivedCalls } from '#test/console/assets/views/received-calls';
import { Reference } from '#test/console/assets/views/reference';
import { Tabs } from '#test/console/assets/views/tabs';
import { Title } from '#test/console/assets/views/title';
import type { Catalogue, Route } from '#test/console/contract';

/** Screens on which the answer may be out of view. */
const narrow = '(max-width: 720px)';

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

  const attempts = entry ? attemptsOf(chat.view.calls, entry.path, call) : [];
  // Rendering this on every keystroke would make typing slow.
  const received = useMemo(
    () => <ReceivedCalls calls={chat.view.calls} meanings={meanings} />,
    [chat.view.calls, meanings],
  );

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

  useShortcuts(send);

  if (!entry) return <p>There is no function.</p>;
  const found = call?.request.body === text ? (call.outcome?.faults ?? []) : [];
  return (
    <>
      <button type="button" class="unseen skip" onClick={() => document.getElementById('request')?.focus()}>
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
          <Answer call={call} attempts={attempts} meanings={meanings} />
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
          shown={(owner) => (entry.isOfUser ? text.includes(JSON.stringify(owner)) : owner === 'Application')}
          onReset={() => resetChat().then(chat.look)}
        />
        <Tabs
          label="Calls and faults"
          tabs={[
            { name: 'Calls', content: received },
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
