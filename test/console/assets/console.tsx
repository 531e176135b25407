import { render } from 'preact';
import { fetchCatalogue } from '#test/console/assets/server';
import { App } from '#test/console/assets/views/app';

render(<App catalogue={await fetchCatalogue()} />, document.body);
