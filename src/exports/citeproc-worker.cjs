// Writes references with citeproc-js, in a thread of its own (docs/decisions/0031). Plain JavaScript, so that it runs from src/ in tests and from dist/ beside the bundle.
const { parentPort, workerData } = require('node:worker_threads');
const { Engine } = require('citeproc');
// The engine and the data of styles and locales are all that is taken; the core of citation-js, which can fetch, is never loaded.
const styles = { ...require('@citation-js/plugin-csl/lib/styles.json'), ...workerData.styles };
const locales = require('@citation-js/plugin-csl/lib/locales.json');

const engines = new Map();
let current;
const system = { retrieveLocale: (language) => locales[language] ?? locales['en-US'], retrieveItem: () => current };

/** One work alone in a bibliography, with links in HTML (https://citeproc-js.readthedocs.io/en/latest/running.html). */
function write(item, style, format) {
  current = item;
  const engine = engines.get(style) ?? new Engine(system, styles[style], 'en-US', true);
  engines.set(style, engine);
  engine.setOutputFormat(format);
  engine.opt.development_extensions.wrap_url_and_doi = format === 'html';
  engine.updateItems([item.id], true);
  return engine.makeBibliography()[1][0] ?? '';
}

parentPort.on('message', ({ item, style, format }) => {
  try {
    parentPort.postMessage({ entry: write(item, style, format) });
  } catch (error) {
    parentPort.postMessage({ fault: String(error?.stack ?? error) });
  }
});
