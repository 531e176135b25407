import { useEffect } from 'preact/hooks';

/** Sends with Ctrl-Enter or Cmd-Enter from everywhere, and goes to the filter with a slash unless somebody is typing. */
export const useShortcuts = (send: () => void): void => {
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
  }, [send]);
};
