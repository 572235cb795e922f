import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { daysInMonth, parsePartialDate } from '../dates/partial-date';

/** A value that a scalar does not take; of a literal with the place where it stands, for graphql-js does not add it. */
export function badInput(message: string, node?: ValueNode): GraphQLError {
  return new GraphQLError(message, { nodes: node ?? null, extensions: { code: 'BAD_USER_INPUT' } });
}

/** A scalar whose input is text that has to fit; output is the text as stored. */
function textScalar(name: string, specifiedByURL: string, description: string, fits: (text: string) => boolean, expected: string): GraphQLScalarType<string, string> {
  const parse = (value: unknown, node?: ValueNode): string => {
    if (typeof value === 'string' && fits(value)) return value;
    throw badInput(`${name}: expected ${expected}, got ${JSON.stringify(value)}.`, node);
  };
  return new GraphQLScalarType<string, string>({
    name, specifiedByURL, description,
    serialize: (value) => value as string,
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null, node),
  });
}

/** RFC 3339, 5.6; `Date` would take 30 February for 1 March, and 24:00 for the next day. */
const isoInstant = /^(\d{4})-(\d\d)-(\d\d)[Tt]([01]\d|2[0-3]):\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** An instant, RFC 3339; kept and answered to the millisecond, in UTC. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  description: 'An instant as RFC 3339 text with its offset, e.g. `2009-02-26T00:00:00.000Z`. Answers are in UTC.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : (value as string)), // rows carry RFC 3339 text
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null, node),
});

function parseInstant(value: unknown, node?: ValueNode): Date {
  const [text, year, month, day] = (typeof value === 'string' ? isoInstant.exec(value) : null) ?? [];
  const instant = text !== undefined && Number(day) <= daysInMonth(Number(year), Number(month)) ? new Date(text) : null;
  if (instant && !Number.isNaN(instant.getTime())) return instant;
  throw badInput(`DateTime: expected RFC 3339 text such as "2009-02-26T00:00:00Z", got ${JSON.stringify(value)}.`, node);
}

export const PartialDate = textScalar('PartialDate', 'https://www.loc.gov/standards/datetime/',
  'A date that may lack its day, month or even year, as EDTF text: `1733`, `2008-06`, `2008-04-28`, `-0480`, `1984~` (about), `XXXX-07-19` (a day of an unknown year).',
  (text) => /^(-?\d{4,}|XXXX)(-\d\d(-\d\d)?)?~?$/.test(text) && parsePartialDate(text) !== null, 'a date of the calendar as EDTF text such as "2008-04-28"');

export const URLText = textScalar('URL', 'https://www.rfc-editor.org/rfc/rfc3986', 'An absolute or scheme-less web address, as it was written.',
  (text) => URL.canParse(text), 'an absolute address such as "https://example.org/"');

export const HTML = textScalar('HTML', 'https://html.spec.whatwg.org/multipage/', 'A fragment of sanitised HTML: safe to put into a page as it is.',
  () => true, 'HTML text');
