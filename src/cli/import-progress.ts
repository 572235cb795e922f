import type { ImportProgress } from '../imports/import-progress';

const BAR = 24;

/** What is shown of an import after so many seconds: `[████    ] 41 %, 118/285 MB, 15,200 items, 830/s, 3 min 20 s left`. */
export function importProgressText({ bytes, ofBytes, files, ofFiles, items }: ImportProgress, seconds: number, bar: boolean): string {
  const share = ofBytes === null || ofBytes === 0 ? null : Math.min(bytes / ofBytes, 1);
  const parts = [
    share === null ? null : `${Math.floor(share * 100)} %`,
    ofBytes === null ? (bytes > 0 ? size(bytes) : null) : `${size(bytes)} of ${size(ofBytes)}`,
    ofFiles > 1 ? `${count(files)}/${count(ofFiles)} files` : null,
    `${count(items)} items`,
    `${count(Math.round(items / Math.max(seconds, 0.001)))}/s`,
    share === null || share === 0 || share === 1 ? null : `${duration((seconds / share) * (1 - share))} left`,
  ].filter((part) => part !== null).join(', ');
  if (!bar || share === null) return parts;
  const filled = Math.round(share * BAR);
  return `[${'█'.repeat(filled)}${' '.repeat(BAR - filled)}] ${parts}`;
}

/** Shows an import on stderr: on a terminal a bar that stays on its line; otherwise a plain line a tenth, and where the size is not known whenever the items have doubled. */
export function showImport(out: NodeJS.WriteStream = process.stderr, now: () => number = Date.now): { report: (progress: ImportProgress) => void; end: () => void } {
  const started = now();
  let shownAt = 0;
  let tenth = 0;
  let items = 1_000;
  let last: ImportProgress | null = null;
  const draw = (progress: ImportProgress): void => { out.write(`\r${importProgressText(progress, (now() - started) / 1000, true)}\x1b[K`); };
  return {
    report(progress) {
      last = progress;
      if (out.isTTY) {
        if (now() - shownAt < 100) return; // the eye sees no more
        shownAt = now();
        draw(progress);
        return;
      }
      const tenths = progress.ofBytes ? Math.floor((progress.bytes / progress.ofBytes) * 10) : 0;
      if (tenths <= tenth && (progress.ofBytes !== null || progress.items < items)) return;
      tenth = tenths;
      while (items <= progress.items) items *= 2;
      out.write(`${importProgressText(progress, (now() - started) / 1000, false)}\n`);
    },
    end() {
      if (!out.isTTY || !last) return;
      draw(last);
      out.write('\n');
    },
  };
}

const count = (number: number): string => number.toLocaleString('en-US');

function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
