export interface Example { readonly name: string; readonly query: string; readonly variables: string }
/** The example operations in the groups and the order of operations/index.json. build.mjs writes the module beside the bundle. */
declare const examples: readonly { readonly title: string; readonly operations: readonly Example[] }[];
export default examples;
