import { useEffect, useState } from 'preact/hooks';
import type { FunctionEntry } from '#test/console/contract';

/** The function that the fragment of the address names; the first one if there is none. */
export const useChosen = (functions: readonly FunctionEntry[]): FunctionEntry | undefined => {
  const named = () => functions.find(({ name }) => `#${name}` === location.hash);
  const [entry, setEntry] = useState(named() ?? functions[0]);
  useEffect(() => {
    const follow = () => setEntry((current) => named() ?? current);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return entry;
};
