import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/** Elements that run, load or hide. */
export const LIVE = new Set('script style link meta base iframe frame frameset object embed applet form input button select textarea svg math template noscript xmp plaintext title body html video audio source track marquee'.split(' '));

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
        if (/^on|^style$|^srcdoc$|^formaction$|^xlink|^xmlns|^srcset$|^background$|^ping$/i.test(name)) dangers.push(name);
        else if (['href', 'src', 'cite'].includes(name) && scheme !== undefined && !['http', 'https', 'mailto'].includes(scheme)) dangers.push(`${name}=${value}`);
      }
    }
    if ('content' in node) look(node.content);
    if ('childNodes' in node) node.childNodes.forEach(look);
  };
  look(parseFragment(html, { scriptingEnabled: scripting }));
  return dangers;
}
