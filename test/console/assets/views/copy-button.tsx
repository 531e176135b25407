import { useState } from 'preact/hooks';

/** Milliseconds for which the button confirms the copy. */
const thanks = 1_500;

/** A button that copies a text to the clipboard. */
export const CopyButton = ({ text, what }: { text: string; what: string }) => {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), thanks);
  };
  return (
    <button type="button" class="quiet copy" onClick={copy} aria-label={copied ? `Copied ${what}` : `Copy ${what}`}>
      {copied ? 'Copied' : 'Copy'}
    </button>
  );
};
