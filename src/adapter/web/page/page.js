/** Adds drag and drop, a list of files and progress to the file input. Without it the forms work too. */

const address = new URL(location.href);
address.searchParams.delete('done');
// Without `done`, a bookmark or reload does not repeat the message about what was just done.
history.replaceState(null, '', address);

for (const form of document.querySelectorAll('form.send')) {
  const field = form.querySelector('.files');
  if (field) wire(form, field);
}

function wire(form, field) {
  const input = field.querySelector('input');
  const drop = field.querySelector('.drop');
  const list = field.querySelector('.chosen');
  const texts = field.dataset;
  let chosen = [];
  field.classList.add('scripted');

  input.addEventListener('change', () => add(input.files));
  for (const name of ['dragenter', 'dragover']) drop.addEventListener(name, () => drop.classList.add('over'));
  for (const name of ['dragleave', 'drop']) drop.addEventListener(name, () => drop.classList.remove('over'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(event.submitter);
  });

  function add(files) {
    for (const file of files) {
      const known = chosen.some(
        ({ name, size, lastModified }) =>
          name === file.name && size === file.size && lastModified === file.lastModified,
      );
      if (!known) chosen.push(file);
    }
    show();
  }

  function show() {
    const kept = new DataTransfer();
    for (const file of chosen) kept.items.add(file);
    input.files = kept.files;
    list.hidden = chosen.length === 0;
    list.replaceChildren(
      ...chosen.map((file) => {
        const remove = element('button', '', texts.remove);
        remove.type = 'button';
        remove.setAttribute('aria-label', `${texts.remove} ${file.name}`);
        remove.addEventListener('click', () => {
          chosen = chosen.filter((each) => each !== file);
          show();
          input.focus();
        });
        const row = element('li', '', '');
        row.append(element('span', 'name', file.name), element('span', 'size', sizeOf(file.size)), remove);
        return row;
      }),
    );
    say(problem());
  }

  /** What the server would refuse is reported before anything is sent. */
  function problem() {
    if (chosen.length > Number(texts.files)) return texts.tooMany;
    const large = chosen.find(({ size }) => size > Number(texts.fileBytes));
    if (large) return texts.tooLarge.replace('{name}', large.name);
    const bytes = chosen.reduce((sum, { size }) => sum + size, 0);
    return bytes > Number(texts.requestBytes) ? texts.allTooLarge : '';
  }

  function say(text) {
    form.querySelector('.alert')?.remove();
    if (text === '') return;
    const alert = element('p', 'alert', text);
    alert.setAttribute('role', 'alert');
    form.querySelector('button.primary').before(alert);
  }

  function send(submitter) {
    const wrong = problem();
    if (wrong !== '') return say(wrong);
    say('');
    const bar = element('progress', '', '');
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', texts.sending);
    submitter.disabled = true;
    submitter.after(bar);
    const settle = (text) => {
      bar.remove();
      submitter.disabled = false;
      if (text !== undefined) say(text);
    };
    const request = new XMLHttpRequest();
    request.open('POST', location.href);
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      bar.value = total > 0 ? loaded / total : 0;
    });
    request.addEventListener('error', () => settle(texts.lost));
    request.addEventListener('load', () => {
      if (request.status < 400) return location.assign(request.responseURL);
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
      settle(answer.querySelector('[role=alert], .notice p')?.textContent ?? texts.lost);
    });
    request.send(new FormData(form));
  }
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function sizeOf(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
