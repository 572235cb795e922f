import { check } from './document-limits';

/** Throws LimitExceeded for variables with too many values, too long lists, texts or names. How deep they go was checked in the text of the request. */
export function checkVariables(variables: unknown): void {
  let values = 0, characters = 0;
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      check('textLength', value.length, 'characters in a text');
      check('characters', characters += value.length, 'characters in the variables');
    }
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      check('listLength', value.length, 'items in a list');
      check('values', values += value.length, 'values in the variables');
      value.forEach(look);
    } else {
      const names = Object.keys(value);
      check('keys', names.length, 'names in an object');
      check('values', values += names.length, 'values in the variables');
      for (const name of names) {
        check('nameLength', name.length, 'characters in a name');
        check('characters', characters += name.length, 'characters in the variables');
        look((value as Record<string, unknown>)[name]);
      }
    }
  };
  look(variables);
}
