import type { ComponentChildren } from 'preact';

/** Text that scrolls by itself, and so has to be reached with the keyboard. */
export const Scrollable = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls only what has the focus
  <section class="scrollable" aria-label={label} tabIndex={0}>
    <pre>{children}</pre>
  </section>
);
