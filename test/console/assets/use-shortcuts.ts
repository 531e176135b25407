import { useEffect } from 'preact/hooks';

/** Ctrl-Enter and Cmd-Enter send from anywhere; a slash focuses the filter, except in a text field. */
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
