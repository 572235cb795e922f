/** The example operations in the order of operations/index.json, one tab each. build.mjs writes the module beside the bundle. */
declare const exampleTabs: readonly { readonly query: string; readonly variables: string }[];
export default exampleTabs;
