import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/** Elements that run, load or hide. */
export const LIVE = new Set('script style link meta base iframe frame frameset object embed applet form input button select textarea svg math template noscript xmp plaintext title body html video audio source track marquee bgsound portal dialog keygen isindex slot image param map area fencedframe'.split(' '));
/** What the elements of an article need; any other attribute is one too many. */
const HARMLESS = new Set('lang dir title href hreflang id name src alt width height cite datetime colspan rowspan scope span start reversed type value'.split(' '));

/** Whether a script of the page could look the name up as a variable: a place that a footnote links to has a digit or a sign in it. */
function isVariable(name: string): boolean {
  return !/[\d:.-]/.test(name);
}

/** What could run, load or hide in HTML, as a browser would build it (parse5 follows the algorithm of the HTML standard; the sanitiser reads with htmlparser2). */
export function dangersInBrowser(html: string, scripting = true): string[] {
  const dangers: string[] = [];
  const look = (node: Node): void => {
    if (node.nodeName === '#comment') dangers.push('comment');
    if ('tagName' in node) {
      if (LIVE.has(node.tagName)) dangers.push(`<${node.tagName}>`);
      if (node.namespaceURI !== 'http://www.w3.org/1999/xhtml') dangers.push(node.namespaceURI);
      for (const { name, value } of node.attrs) {
        const scheme = /^([a-z][a-z\d+.-]*):/i.exec(value.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase();
        if (/^on|^style$|^srcdoc$|^formaction$|^xlink|^xmlns|^srcset$|^background$|^ping$/i.test(name) || !HARMLESS.has(name)) dangers.push(name);
        else if ((name === 'id' || name === 'name') && isVariable(value)) dangers.push(`${name}=${value}`);
        else if (['href', 'src', 'cite'].includes(name) && scheme !== undefined && !['http', 'https', 'mailto'].includes(scheme)) dangers.push(`${name}=${value}`);
      }
    }
    if ('content' in node) look(node.content);
    if ('childNodes' in node) node.childNodes.forEach(look);
  };
  look(parseFragment(html, { scriptingEnabled: scripting }));
  return dangers;
}
