import { createActs } from './act.js';
import { ChannelView } from './channel.js';
import { followFeed } from './feed.js';
import { FormDialog } from './form.js';
import { html, render, useEffect, useMemo, useReducer, useRef, useState } from './lib.js';
import { PageContext } from './page-context.js';
import { Sidebar } from './sidebar.js';
import { countUnread, EMPTY, reduce } from './store.js';
import { TEXTS } from './texts.js';
import { ThreadPanel } from './thread.js';
import { Toast } from './toast.js';
import { TopBar } from './topbar.js';

const LANGUAGE_KEY = 'deskbell-language';
const READ_AFTER_MS = 400;
const RETRY_MS = 2_000;

function App() {
  const [state, dispatch] = useReducer(reduce, EMPTY, (empty) => ({ ...empty, language: firstLanguage() }));
  const latest = useRef(state);
  latest.current = state;
  const act = useMemo(() => createActs(() => latest.current, dispatch), []);
  const [drawer, setDrawer] = useState(false);

  useBeginning(state, act);
  useFeed(state, act, dispatch);
  useAddress(state);
  useToldLanguage(state, act);
  useReadMark(state, act);
  usePeopleAfterClock(state, act);

  const page = useMemo(() => ({ state, texts: TEXTS[state.language], act }), [state, act]);
  if (!state.loaded) return null;
  return html`<${PageContext.Provider} value=${page}>
    <${TopBar} onMenu=${() => setDrawer(!drawer)} drawer=${drawer} />
    ${!state.connected && html`<p class="banner" role="status">${page.texts.reconnecting}</p>`}
    <div class=${`room ${state.threadId ? 'with-thread' : ''}`}>
      <${Sidebar} open=${drawer} onClose=${() => setDrawer(false)} />
      <${ChannelView} key=${`${state.me} ${state.channelId}`} />
      ${state.threadId && html`<${ThreadPanel} key=${state.threadId} />`}
    </div>
    ${state.form && html`<${FormDialog} key=${state.form.formId} form=${state.form} />`}
    <${Toast} />
  <//>`;
}

/** Loads the first snapshot, for the person in the address; tries again until the server answers. */
function useBeginning(state, act) {
  useEffect(() => {
    let timer;
    const begin = async () => {
      const address = new URLSearchParams(location.search);
      const loaded = await act.load(address.get('as') ?? '', address.get('channel') ?? '');
      if (!loaded) timer = setTimeout(begin, RETRY_MS);
    };
    if (!state.loaded) begin();
    return () => clearTimeout(timer);
  }, [state.loaded]);
}

function useFeed(state, act, dispatch) {
  const { me, position } = state;
  useEffect(() => {
    if (me === '') return undefined;
    return followFeed(me, position, {
      onEvent: dispatch,
      onConnected: (connected) => dispatch({ do: 'connected', connected }),
      onLost: () => act.load(me),
    });
  }, [me, position]);
}

/** Keeps person and channel in the address, so that tabs can show different people and a reload keeps its place. */
function useAddress(state) {
  const { me, channelId, language } = state;
  const unread = state.channels.reduce((sum, channel) => sum + countUnread(state, channel).unread, 0);
  useEffect(() => {
    if (me !== '') history.replaceState(null, '', `?${new URLSearchParams({ as: me, channel: channelId })}`);
  }, [me, channelId]);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Deskbell` : 'Deskbell';
  }, [unread]);
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(LANGUAGE_KEY, language);
  }, [language]);
}

/** Tells the desk the page's language, for what it writes into channels. */
function useToldLanguage({ me, language }, act) {
  useEffect(() => {
    if (me !== '') act.tellLanguage();
  }, [me === '', language]);
}

/** Marks a channel read when it has been open for a moment. */
function useReadMark(state, act) {
  const channel = state.channels.find((each) => each.id === state.channelId);
  const unread = channel ? countUnread(state, channel).unread : 0;
  useEffect(() => {
    if (unread === 0) return undefined;
    const mark = () => document.visibilityState === 'visible' && act.markRead(state.channelId);
    const timer = setTimeout(mark, READ_AFTER_MS);
    document.addEventListener('visibilitychange', mark);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', mark);
    };
  }, [state.me, state.channelId, unread]);
}

/** Reloads the people after the clock has moved: another person may be on duty. */
function usePeopleAfterClock(state, act) {
  const { moving } = state.clock;
  const moved = useRef(false);
  useEffect(() => {
    if (!moving && moved.current) act.refreshPeople();
    moved.current = moving;
  }, [moving]);
}

function firstLanguage() {
  const kept = localStorage.getItem(LANGUAGE_KEY);
  if (kept && kept in TEXTS) return kept;
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
}

render(html`<${App} />`, document.body);
