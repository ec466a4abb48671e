import { Avatar } from './avatar.js';
import { ClockBar } from './clock-bar.js';
import { Icon } from './icon.js';
import { html } from './lib.js';
import { Menu } from './menu.js';
import { usePage } from './page-context.js';
import { findPerson, nameOf } from './store.js';

const LANGUAGES = [
  { language: 'zh-CN', label: '中文' },
  { language: 'en', label: 'EN' },
];

/** What only the playground has: its clock, and the choice of person. */
export function TopBar({ onMenu, drawer }) {
  const { texts } = usePage();
  return html`<header class="topbar">
    <div class="brand">
      <button type="button" class="icon-button drawer-button" aria-label=${texts.openChannels} aria-expanded=${drawer} onClick=${onMenu}>
        <${Icon} name="menu" />
      </button>
      <img src="bell.svg" alt="" width="26" height="26" />
      <strong>Deskbell</strong><span class="where">${texts.playground}</span>
    </div>
    <${ClockBar} />
    <div class="who"><${LanguageSwitch} /><${PersonSwitch} /></div>
  </header>`;
}

function LanguageSwitch() {
  const { state, texts, act } = usePage();
  return html`<div class="segments" role="group" aria-label=${texts.language}>
    ${LANGUAGES.map(
      ({ language, label }) => html`<button type="button" lang=${language} aria-pressed=${state.language === language}
        onClick=${() => act.setLanguage(language)}>${label}</button>`,
    )}
  </div>`;
}

function PersonSwitch() {
  const { state, texts, act } = usePage();
  const me = findPerson(state, state.me);
  const itemOf = (person) => ({
    id: person.userId,
    checked: person.userId === state.me,
    content: html`<${PersonLine} person=${person} />`,
  });
  const groups = [
    { label: texts.customers, items: state.people.filter((person) => person.customer !== '').map(itemOf) },
    { label: texts.staff, items: state.people.filter((person) => person.customer === '').map(itemOf) },
  ].filter((group) => group.items.length > 0);
  const button = html`<${PersonLine} person=${me} /><${Icon} name="down" />`;
  const label = `${texts.switchPerson} (${texts.you} ${nameOf(state, me?.name, state.me)})`;
  return html`<${Menu} class="person-switch" label=${label} button=${button} groups=${groups}
    onChoose=${({ id }) => id !== state.me && act.load(id)} />`;
}

/** A person and their role in the switcher. */
function PersonLine({ person }) {
  const { state, texts } = usePage();
  if (!person) return null;
  const role = person.roles[0];
  return html`<span class="person">
    <${Avatar} userId=${person.userId} />
    <span class="person-words">
      <span class="person-name" dir="auto">${nameOf(state, person.name, person.userId)}</span>
      <span class="person-role">${texts.roles[role] ?? role}${person.onDuty && html`<span class="duty"><${Icon} name="bell" /><span>${texts.onDuty}</span></span>`}</span>
    </span>
  </span>`;
}
