import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { fetchChat } from '#test/console/assets/server';
import type { ChatView, Owner } from '#test/console/contract';

/** Milliseconds between two looks at Chat. */
const pause = 600;
/** Milliseconds. A change that comes later after the last one belongs to another call. */
const burst = 3_000;

/** The local Chat, as it is and as it was before the last call. */
export interface Chat {
  readonly view: ChatView;
  readonly before: readonly Owner[];
  /** Why Chat cannot be seen at the moment; empty while it can. */
  readonly trouble: string;
  /** Says that a call begins: what is now is what changes are shown against. */
  begin(): void;
  /** Looks at once. */
  look(): Promise<void>;
}

const nothing: ChatView = { owners: [], calls: [], faults: [], callers: [] };

/** Looks at Chat again and again while the page is visible. */
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
    // A later look may have been faster.
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
