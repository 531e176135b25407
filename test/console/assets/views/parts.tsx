const parts: Readonly<Record<string, string>> = {
  Call: 'main',
  Answer: '#answer',
  Reference: '.reference',
  Chat: 'aside',
};

/** Leads to the parts of the page where they stand below each other. */
export const Parts = () => (
  <div class="parts">
    {Object.entries(parts).map(([name, place]) => (
      <button type="button" key={name} onClick={() => document.querySelector(place)?.scrollIntoView()}>
        {name}
      </button>
    ))}
  </div>
);
