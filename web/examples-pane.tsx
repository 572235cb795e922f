import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import examples, { type Example } from './examples.js';

/** What an example says of itself: its first line, a comment. */
const described = ({ query }: Example): string => query.slice(2, query.indexOf('\n'));

function ExamplesPane() {
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const { addTab, changeTab } = useGraphiQLActions();
  const open = ({ query, variables }: Example): void => {
    const index = tabs.findIndex((tab) => tab.query === query);
    if (index >= 0) return changeTab(index);
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  };
  return (
    <section className="examples" aria-label="Examples">
      <h2>Examples</h2>
      {examples.map(({ title, operations }) => (
        <details key={title} open>
          <summary>{title}</summary>
          <ul>
            {operations.map((example) => (
              <li key={example.name}>
                <button type="button" title={described(example)} onClick={() => { open(example); }}>{example.name}</button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function ExamplesIcon() {
  return (
    <svg height="1em" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" role="img" aria-label="Examples">
      <path d="M1.5 3h1M5 3h7.5M1.5 7h1M5 7h7.5M1.5 11h1M5 11h7.5" />
    </svg>
  );
}

/** The example operations by what they are for; each opens in a tab of its own. */
export const examplesPane: GraphiQLPlugin = { title: 'Examples', icon: ExamplesIcon, content: ExamplesPane };
