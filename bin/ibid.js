#!/usr/bin/env -S node --enable-source-maps
// Runs the built program; in a checkout, builds it first when the sources are newer.
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { spawnSync } = require('node:child_process');

const root = join(__dirname, '..');
const built = join(root, 'dist', 'ibid.js');

const newest = (folder) => readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
  const path = join(folder, entry.name);
  return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
}, 0);
const stale = () => existsSync(join(root, 'src')) &&
  (!existsSync(built) || statSync(built).mtimeMs < Math.max(newest(join(root, 'src')), newest(join(root, 'migrations'))));

if (stale()) {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}
require(built);
