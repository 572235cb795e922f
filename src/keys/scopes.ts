/** What a key can allow. Closed: `admin` holds all the others; none of the others holds another. */
export const scopes = {
  read: 'read what everyone may read, under limits of its own',
  comment: 'write comments',
  moderate: 'decide about comments',
  write: 'change what the graph says: corrections, merges, imports',
  admin: 'everything, keys included',
} as const;

export type Scope = keyof typeof scopes;
export const scopeNames = Object.keys(scopes) as Scope[];

/** Whether scopes that were granted allow what needs `wanted`. */
export function allows(granted: readonly Scope[], wanted: Scope): boolean {
  return granted.includes(wanted) || granted.includes('admin');
}
