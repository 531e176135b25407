const parts: Readonly<Record<string, string>> = {
  Call: 'main',
  Answer: '#answer',
  Reference: '.reference',
  Chat: 'aside',
};

/** Buttons that scroll to the parts of the page, for narrow screens. */
export const Parts = () => (
  <div class="parts">
    {Object.entries(parts).map(([name, place]) => (
      <button type="button" key={name} onClick={() => document.querySelector(place)?.scrollIntoView()}>
        {name}
      </button>
    ))}
  </div>
);
