import { linksIn } from '../comment-html';
import type { Phase } from './decision';

/** So many links are somebody's evidence; more are somebody's advertising until a person has looked, and far more are nothing else. */
const mostLinks = 2;
const surelyTooMany = 8;

/** Links are what spam is for. Markup of links is not shown as links here, so only programs write it. */
export const links: Phase = ({ authorName, body }) => {
  const found = linksIn(body);
  const forum = /\[(?:url|link)\s*[=\]]/i.exec(body);
  if (forum) return { status: 'SPAM', reason: 'It has links in the markup of forums.', rule: forum[0] };
  if (found.length >= surelyTooMany) return { status: 'SPAM', reason: `It has ${found.length} links.`, rule: `${surelyTooMany} links or more` };
  if (found.length > mostLinks) return { status: 'PENDING', reason: `It has ${found.length} links, more than ${mostLinks}: a moderator looks at it first.`, rule: `more than ${mostLinks} links` };
  const html = /<a\s[^>]{0,200}href/i.exec(body);
  if (html) return { status: 'PENDING', reason: 'It has links written as HTML: a moderator looks at it first.', rule: '<a href' };
  if (linksIn(authorName).length > 0 || /\bwww\.\w/i.test(authorName)) return { status: 'PENDING', reason: 'The name is an address: a moderator looks at it first.', rule: authorName };
  return null;
};
