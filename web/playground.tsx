import 'monaco-graphql/esm/monaco-editor.js'; // here, not when GraphiQL asks, so that the editor's styles land in the page's one stylesheet
import './workers';
import './editor-options';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { buildSchema } from 'graphql';
import { createRoot } from 'react-dom/client';
import examples from './examples.js';
import { examplesPane } from './examples-pane';
import { fetchGraphql } from './fetch-graphql';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './playground.css';

// GraphiQL fills the variables editor of the first of its default tabs from initialVariables only; on a later visit it would open a tab for them.
const firstVisit = localStorage.getItem('graphiql:tabState') === null;
const page = document.getElementById('playground');
if (page === null) throw new Error('Expected an element with the id "playground" in index.html; got none. Rebuild the page: npm run build in web/.');

// Not by introspection, which an owner can switch off. Without it GraphiQL asks by itself.
const schema = await fetch('/schema.graphql').then(async (response) => (response.ok ? buildSchema(await response.text()) : undefined), () => undefined);

// A newcomer finds a few in tabs, and all in the pane beside them.
const firstTabs = (examples[0]?.operations ?? []).slice(0, 6).map(({ query, variables }) => ({ query, variables }));

createRoot(page).render(
  <GraphiQL
    fetcher={fetchGraphql}
    schema={schema}
    plugins={[HISTORY_PLUGIN, examplesPane]}
    visiblePlugin={firstVisit ? examplesPane : undefined}
    defaultTabs={firstTabs}
    initialVariables={firstVisit ? firstTabs[0]?.variables : undefined}
    defaultEditorToolsVisibility="variables"
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>
      <span className="playground-name">Ibid</span>
    </GraphiQL.Logo>
    <GraphiQL.Footer>
      <p className="playground-notes">
        A key goes into Headers, once for all tabs: <code>{'{ "authorization": "Bearer ibid_…" }'}</code>. <kbd>Ctrl</kbd> <kbd>Enter</kbd> runs the operation, <kbd>Ctrl</kbd> <kbd>Space</kbd> completes a word. All examples: the list icon, left. Types and fields: the book icon, or the whole{' '}
        <a href="/schema.graphql" target="_blank" rel="noreferrer">schema</a>. Guides: <code>README.md</code> and <code>docs/</code> of the project.
      </p>
    </GraphiQL.Footer>
  </GraphiQL>,
);
