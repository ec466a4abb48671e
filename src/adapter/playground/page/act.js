import { getEarlier, getState, newEventId, post } from './api.js';
import { errorText, TEXTS } from './texts.js';

/** The actions of the page. `now()` gives the current state; every change to what is shown goes through `dispatch`. */
export function createActs(now, dispatch) {
  const asking = () => ({ as: now().me, language: now().language });
  const texts = () => TEXTS[now().language];

  function toast(text) {
    dispatch({ do: 'toast', toast: { text } });
  }

  /** Shows the result of an action; returns whether it succeeded. */
  function settle({ status, body }) {
    if (body.form) dispatch({ do: 'form', form: body.form });
    if (body.message) dispatch({ do: 'message', message: body.message });
    if (status !== 200) toast(errorText(texts(), body));
    return status === 200;
  }

  async function load(as, channelId = '') {
    const { status, body } = await getState(as);
    if (status === 404 && as !== '') return load('', channelId);
    if (status === 200) dispatch({ do: 'snapshot', snapshot: body, channelId });
    else if (now().loaded) toast(errorText(texts(), body));
    return status === 200;
  }

  return {
    load,
    toast,
    dismissToast: () => dispatch({ do: 'toast', toast: undefined }),
    openChannel: (channelId) => dispatch({ do: 'channel', channelId }),
    openThread: (threadId) => dispatch({ do: 'thread', threadId }),
    closeForm: () => dispatch({ do: 'form', form: undefined }),
    setLanguage: (language) => dispatch({ do: 'language', language }),
    tellLanguage: () => post('language', asking()),
    /** `file`: the name of a file that comes with the text, or instead of it. */
    async say(text, channelId, threadId, file) {
      return settle(await post('say', { ...asking(), text, channelId, threadId, file }));
    },
    async press(message, button, threadId) {
      return settle(await post('press', { ...asking(), messageId: message.id, button: button.id, threadId }));
    },
    /** Returns undefined if the form is done, else what is wrong: `{ fields }` or `{ text }`. */
    async submit(form, values) {
      const { status, body } = await post('submit', { ...asking(), formId: form.formId, values });
      if (status === 200) {
        dispatch({ do: 'form', form: body.form });
        return undefined;
      }
      if (body.error === 'fields') return { fields: body.fields };
      return { text: body.error === 'refused' ? body.text : errorText(texts(), body) };
    },
    /** `how`: `{ minutes }`, `{ to }` or `{ next: 'workday' }`. */
    async moveClock(how) {
      return settle(await post('clock', { ...asking(), ...how }));
    },
    async refreshPeople() {
      const { status, body } = await getState(now().me);
      if (status === 200) dispatch({ do: 'people', people: body.people });
    },
    /** A failure is not shown: the next look at the channel marks it read again. */
    markRead: (channelId) => post('read', { ...asking(), eventId: newEventId(), channelId }),
    async showEarlier(channelId, before) {
      const { status, body } = await getEarlier(now().me, channelId, before);
      if (status === 200) dispatch({ do: 'earlier', channelId, ...body });
    },
  };
}
