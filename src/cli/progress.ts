/** Shows on stderr how far a job is: a bar that stays on its line on a terminal, a plain line every tenth otherwise. */
export function createProgress(unit: string, out: NodeJS.WriteStream = process.stderr): { report: (done: number, total: number) => void; end: () => void } {
  const started = Date.now();
  let tenth = 0;
  let open = false;
  return {
    report(done, total) {
      const rate = done / Math.max((Date.now() - started) / 1000, 0.001);
      const left = Math.ceil((total - done) / rate);
      const text = `${done}/${total} ${unit}, ${rate.toFixed(0)}/s${done < total ? `, ${left} s left` : ''}`;
      if (out.isTTY) {
        const filled = total === 0 ? 30 : Math.round((done / total) * 30);
        out.write(`\r[${'█'.repeat(filled)}${' '.repeat(30 - filled)}] ${text}\x1b[K`);
        open = true;
      } else if (Math.floor((done / total) * 10) > tenth) {
        tenth = Math.floor((done / total) * 10);
        out.write(`${text}\n`);
      }
    },
    end() {
      if (open) out.write('\n');
    },
  };
}
