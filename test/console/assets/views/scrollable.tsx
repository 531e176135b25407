import type { ComponentChildren } from 'preact';

/** Text in a scrollable box, which the keyboard can reach. */
export const Scrollable = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls only a focused element
  <section class="scrollable" aria-label={label} tabIndex={0}>
    <pre>{children}</pre>
  </section>
);
