/**
 * Makes an element with attributes and children. Text is always set as text.
 *
 * @param {string} name
 * @param {Record<string, string | boolean>} attributes `false` leaves one out
 * @param {...(Node | string)} children
 */
export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children);
  return made;
};

/** A table row. */
export const row = (cell, values) => element('tr', {}, ...values.map((value) => element(cell, {}, value)));

/** A table with a heading for each column. */
export const table = (headings, rows) =>
  element(
    'table',
    {},
    element('thead', {}, row('th', headings)),
    element('tbody', {}, ...rows.map((values) => row('td', values))),
  );
