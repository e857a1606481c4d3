/** Viewers that show AMP pages of others: the path that leads to the page's own address follows this. */
const viewers: readonly { host: RegExp; path: RegExp }[] = [
  { host: /^[\w-]+\.cdn\.ampproject\.org$/, path: /^\/(?:[civ]|wp)\/(s\/)?/ },
  { host: /^(?:www\.)?google\.[a-z.]{2,6}$/, path: /^\/amp\/(s\/)?/ },
  { host: /^(?:www\.)?bing\.com$/, path: /^\/amp\/(s\/)?/ },
];

/** The address of the page itself, where the given one is that of its AMP or mobile form (m., mobile., amp. hosts). */
export function plainAddress(address: URL): URL {
  let url = address;
  for (let inner = unwrapped(url); inner !== null; inner = unwrapped(url)) url = inner;
  return withoutForms(url);
}

function unwrapped({ hostname, pathname, search }: URL): URL | null {
  const viewer = viewers.find(({ host, path }) => host.test(hostname) && path.test(pathname));
  const found = viewer?.path.exec(pathname);
  if (!found) return null;
  const rest = pathname.slice(found[0].length);
  const url = URL.parse(`${found[1] ? 'https' : 'http'}://${rest}${search}`);
  return url?.hostname.includes('.') ? url : null;
}

function withoutForms(address: URL): URL {
  const url = new URL(address);
  const bare = url.hostname.replace(/^(?:amp|m|mobile)\.(?=[^.]+\.[^.]+)/, '');
  if (bare !== url.hostname) url.hostname = bare.split('.').length > 3 ? bare : `www.${bare}`;
  url.pathname = url.pathname.replace(/(?<=.)(?:\/amp)+\/?$/, '');
  for (const name of ['amp', 'outputType', 'output']) {
    const value = url.searchParams.get(name);
    if (
      value !== null &&
      /^(?:amp|amphtml|1|true|)$/.test(value) &&
      (name === 'amp' || value.startsWith('amp'))
    )
      url.searchParams.delete(name);
  }
  return url;
}
