import { editor } from 'monaco-graphql/esm/monaco-editor.js';

// GraphiQL passes no editor options on, so every editor is told when it is made. Lines wrap, or half of a query stands outside the
// window of a laptop; and a typographic quote in a title is no letter to be warned of.
editor.onDidCreateEditor((created) => {
  created.updateOptions({ wordWrap: 'on', wrappingIndent: 'indent', unicodeHighlight: { ambiguousCharacters: false } });
});
