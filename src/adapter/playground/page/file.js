import { html, useEffect, useState } from './lib.js';
import { usePage } from './page-context.js';

/** Characters of a text that are shown; the rest is in the download. */
const SHOWN_CHARS = 1500;

/** A file of a message: its name and size, to be downloaded; a picture or a text is shown, too. */
export function File({ message }) {
  const { state } = usePage();
  const { name, size, shows, id } = message.file;
  const url = `api/file?${new URLSearchParams({ as: state.me, message: message.id, id })}`;
  return html`<div class="file">
    <a class="file-link" href=${url} download=${name}>
      <span class="file-kind" aria-hidden="true">${endingOf(name)}</span>
      <span class="file-name" dir="auto">${name}</span>
      <span class="file-size">${sizeText(size)}</span>
    </a>
    ${shows === 'picture' && html`<a href=${url} download=${name}><img class="file-picture" src=${url} alt=${name} loading="lazy" /></a>`}
    ${shows === 'text' && html`<${TextBeginning} url=${url} />`}
  </div>`;
}

function TextBeginning({ url }) {
  const [text, setText] = useState('');
  useEffect(() => {
    let isGone = false;
    fetch(url)
      .then((response) => (response.ok ? response.text() : ''))
      .then((whole) => !isGone && setText(whole.length > SHOWN_CHARS ? `${whole.slice(0, SHOWN_CHARS)}…` : whole))
      .catch(() => {
        // The link above says that there is a file; a second message would say no more.
      });
    return () => {
      isGone = true;
    };
  }, [url]);
  return text && html`<pre class="file-text" dir="auto">${text}</pre>`;
}

/** A size as people read it, e.g. `12 kB`. */
function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The ending of a name, e.g. `DOCX`. */
function endingOf(name) {
  return (/\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1] ?? '').toUpperCase();
}
