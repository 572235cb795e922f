/** How far an import is. */
export interface ImportProgress {
  /** Read until now, and of how many; null when that is not known. In archives: unpacked. */
  bytes: number;
  ofBytes: number | null;
  files: number;
  ofFiles: number;
  /** Articles, comments, events and works met until now. */
  items: number;
}
