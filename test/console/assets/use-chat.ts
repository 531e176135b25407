import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { fetchChat } from '#test/console/assets/server';
import type { ChatView, Owner } from '#test/console/contract';

/** Milliseconds between two reads of Chat's state. */
const pause = 600;
/** Milliseconds. A change this long after the previous one belongs to another call. */
const burst = 3_000;

/** The local Chat, as it is and as it was before the last call. */
export interface Chat {
  readonly view: ChatView;
  readonly before: readonly Owner[];
  /** Why Chat's state cannot be read; empty while it can. */
  readonly trouble: string;
  /** Marks the start of a call: changes are shown relative to the state at this moment. */
  begin(): void;
  /** Reads the state now. */
  look(): Promise<void>;
}

const nothing: ChatView = { owners: [], calls: [], faults: [], callers: [] };

/** Reads Chat's state regularly while the page is visible. */
export const useChat = (): Chat => {
  const [view, setView] = useState(nothing);
  const [before, setBefore] = useState<readonly Owner[]>([]);
  const [trouble, setTrouble] = useState('');
  const seen = useRef({ text: '', owners: '', view: nothing, lastChange: 0 });

  const looks = useRef({ begun: 0, ended: 0 });

  const begin = useCallback(() => {
    seen.current.lastChange = Date.now();
    setBefore(seen.current.view.owners);
  }, []);

  const take = useCallback((next: ChatView) => {
    const { current } = seen;
    const text = JSON.stringify(next);
    if (text === current.text) return;
    const owners = JSON.stringify(next.owners);
    if (owners !== current.owners) {
      const isFirst = current.owners === '';
      if (isFirst) setBefore(next.owners);
      else if (Date.now() - current.lastChange > burst) setBefore(current.view.owners);
      current.lastChange = isFirst ? 0 : Date.now();
    }
    seen.current = { ...current, text, owners, view: next };
    setView(next);
  }, []);

  const look = useCallback(async () => {
    looks.current.begun += 1;
    const mine = looks.current.begun;
    const next = await fetchChat().catch((error: Error) => error);
    // A later read may have answered first.
    if (mine < looks.current.ended) return;
    looks.current.ended = mine;
    setTrouble(next instanceof Error ? next.message : '');
    if (!(next instanceof Error)) take(next);
  }, [take]);

  useEffect(() => {
    let timer = 0;
    const lookOn = async () => {
      if (!document.hidden) await look();
      timer = window.setTimeout(lookOn, pause);
    };
    lookOn();
    return () => clearTimeout(timer);
  }, [look]);

  return { view, before, trouble, begin, look };
};
