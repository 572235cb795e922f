import { check } from './document-limits';

/** Throws LimitExceeded for variables with too many values, too long lists, texts or names. How deep they go was checked in the text of the request. */
export function checkVariables(variables: unknown): void {
  let values = 0;
  const look = (value: unknown): void => {
    if (typeof value === 'string') check('textLength', value.length, 'characters in a text');
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      check('listLength', value.length, 'items in a list');
      check('values', values += value.length, 'values in the variables');
      value.forEach(look);
    } else {
      for (const [name, item] of Object.entries(value)) {
        check('values', values += 1, 'values in the variables');
        check('nameLength', name.length, 'characters in a name');
        look(item);
      }
    }
  };
  look(variables);
}
