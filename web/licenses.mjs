import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The names, versions and licence texts of the packages whose code is in a bundle, in the order of their names.
 * @param {string} root the folder the bundle's inputs are relative to
 * @param {import('esbuild').Metafile[]} metafiles
 * @returns {string}
 */
export function licenses(root, metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  return [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const texts = readdirSync(join(root, folder)).filter((file) => /^(licen[sc]e|notice|thirdpartynotices)/i.test(file)).sort();
    return [`${name} ${version} (${license})`, ...texts.map((file) => readFileSync(join(root, folder, file), 'utf8').trim())].join('\n\n');
  }).join(`\n\n${'-'.repeat(80)}\n\n`).concat('\n');
}
