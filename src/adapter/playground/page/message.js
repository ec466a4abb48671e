import { Avatar } from './avatar.js';
import { Card } from './card.js';
import { File } from './file.js';
import { Icon } from './icon.js';
import { html } from './lib.js';
import { usePage } from './page-context.js';
import { findPerson, isNew, listReplies, nameOf } from './store.js';
import { clockTime, dayAndTime } from './time.js';

/**
 * A message. `grouped`: without its author's name, which is above. `threadId`: the thread it is shown in; empty: the
 * channel.
 */
export function Message({ message, grouped, threadId }) {
  const { state, texts, act } = usePage();
  const author = message.from === '' ? 'Deskbell' : nameOf(state, findPerson(state, message.from)?.name, message.from);
  const time = clockTime(state, message.at);
  const pinged = message.mentions.includes(state.me) && !message.channelId.startsWith('@');
  const classes = [
    'message',
    grouped && 'grouped',
    message.onlyYou && 'only-you',
    pinged && 'pinged',
    message.tone,
  ].filter(Boolean);
  return html`<article class=${classes.join(' ')} aria-label=${`${author}, ${dayAndTime(state, message.at)}`}>
    <div class="gutter">${grouped ? html`<time class="quiet-time">${time}</time>` : html`<${Avatar} userId=${message.from} />`}</div>
    <div class="content">
      ${
        !grouped &&
        html`<p class="byline"><span class="author" dir="auto">${author}</span><time title=${dayAndTime(state, message.at)}>${time}</time>
          ${message.onlyYou && html`<span class="private"><${Icon} name="eye" />${texts.onlyYou}</span>`}</p>`
      }
      ${message.file ? html`<${File} message=${message} />` : html`<${Words} message=${message} />`}
      ${message.card && html`<${Card} message=${message} threadId=${threadId} />`}
      ${threadId === '' && html`<${Replies} message=${message} />`}
    </div>
    ${
      threadId === '' &&
      !message.onlyYou &&
      html`<button type="button" class="icon-button reply-button" aria-label=${`${texts.reply}: ${author} ${time}`} title=${texts.reply}
        onClick=${() => act.openThread(message.id)}><${Icon} name="reply" /></button>`
    }
  </article>`;
}

function Words({ message }) {
  const { state } = usePage();
  if (message.text === '' && message.mentions.length === 0) return null;
  const names = message.mentions.map((userId) => ({
    userId,
    name: nameOf(state, findPerson(state, userId)?.name, userId),
  }));
  return html`<p class="words" dir="auto">
    ${names.map(({ userId, name }) => html`<span class=${`mention ${userId === state.me ? 'me' : ''}`}>@${name}</span> `)}${message.text}
  </p>`;
}

function Replies({ message }) {
  const { state, texts, act } = usePage();
  const replies = listReplies(state, message.id);
  const last = replies.at(-1);
  if (!last) return null;
  const authors = [...new Set(replies.map((reply) => reply.from))].slice(-3);
  return html`<button type="button" class="replies" aria-expanded=${state.threadId === message.id} onClick=${() => act.openThread(message.id)}>
    ${authors.map((userId) => html`<${Avatar} key=${userId} userId=${userId} />`)}
    <span class="replies-count">${texts.replies(replies.length)}</span>
    ${replies.some((reply) => isNew(state, reply)) && html`<span class="new-mark">${texts.newMessages}</span>`}
    <span class="replies-last"><time>${clockTime(state, last.at)}</time> <span dir="auto">${last.text}</span></span>
  </button>`;
}
