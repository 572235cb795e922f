// What build.mjs puts in place of these names.

/** File names of the editor's workers, beside the bundle. */
declare const WORKER_FILES: { readonly editor: string; readonly graphql: string; readonly json: string };

/** Styles are gathered into the page's stylesheet. */
declare module '*.css';
