// Pop-ups that add, change or look up what a field refers to. Without a script the same links open a new tab.

const mark = '__key__';
const opened = new Map();

// What was saved or chosen here is told to the form that opened this window, and to nobody on another site.
function tell(element) {
  window.opener.postMessage({ ...element.dataset }, location.origin);
  window.close();
}

if (window.opener) {
  document.querySelectorAll('p[data-saved]').forEach(tell);
  document.querySelectorAll('button[data-saved]').forEach(button => {
    button.hidden = false;
  });
}

function open(link) {
  const popup = window.open(link.href, '', 'popup,width=800,height=640');
  if (popup) {
    opened.set(popup, link.closest('[data-related]'));
  }
  return popup !== null;
}

// Rows that are added later come from templates, which a search of the page does not enter.
function placesOf(model, root = document) {
  const inside = [...root.querySelectorAll('template')].flatMap(template => placesOf(model, template.content));
  return [...root.querySelectorAll('[data-related]')].filter(place => place.dataset.related === model).concat(inside);
}

function name(element, text) {
  for (const each of element.querySelectorAll('[data-name]')) {
    each.textContent = text;
  }
}

function address(link, key) {
  link.hidden = key === '';
  link.href = link.dataset.address.replace(mark, encodeURIComponent(key));
}

const boxOf = (place, key) => [...place.querySelectorAll('input[type=checkbox]')].find(box => box.value === key);

function label(place, key, text) {
  const option = [...place.querySelectorAll('option')].find(each => each.value === key);
  if (option) {
    option.textContent = text;
  }
  const box = boxOf(place, key);
  if (box) {
    name(box.closest('.picker-option'), text);
  }
  const chosen = place.querySelector('[data-chosen]');
  if (chosen && place.querySelector('input').value === key) {
    chosen.textContent = text;
  }
}

function add(place, key, text) {
  const [select, list] = [place.querySelector('select'), place.querySelector('.picker-list')];
  if (select && ![...select.options].some(option => option.value === key)) {
    select.add(new Option(text, key));
  } else if (list && !boxOf(place, key)) {
    const option = place.querySelector('template').content.firstElementChild.cloneNode(true);
    option.querySelector('input').value = key;
    option.querySelectorAll('[data-address]').forEach(link => address(link, key));
    name(option, text);
    list.append(option);
  }
}

function choose(place, key, text) {
  const control = place.querySelector('select') ?? boxOf(place, key) ?? place.querySelector('input');
  if (control.type === 'checkbox') {
    control.checked = true;
  } else {
    control.value = key;
    label(place, key, text);
  }
  control.dispatchEvent(new Event('change', { bubbles: true }));
  control.focus();
}

window.addEventListener('message', event => {
  const place = event.origin === location.origin ? opened.get(event.source) : undefined;
  const { saved: done, model, key, text } = event.data ?? {};
  if (!place || ![done, model, key, text].every(part => typeof part === 'string') || place.dataset.related !== model) {
    return;
  }
  opened.delete(event.source);
  for (const each of placesOf(model)) {
    if (done === 'added') {
      add(each, key, text);
    }
    label(each, key, text);
  }
  if (done !== 'changed') {
    choose(place, key, text);
  }
});

document.addEventListener('click', event => {
  const button = event.target.closest('button[data-saved]');
  if (button) {
    tell(button);
  }
  const link = event.target.closest('a[data-popup=True]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && open(link)) {
    event.preventDefault();
  }
});

// A key that was written or chosen from a list has another name, or one that is not known yet.
document.addEventListener('input', event => {
  const chosen = event.target.closest('.related')?.querySelector('[data-chosen]');
  if (chosen) {
    const option = [...event.target.list?.options ?? []].find(each => each.value === event.target.value);
    chosen.textContent = option?.label ?? '';
  }
});

document.addEventListener('change', event => {
  const link = event.target.closest('.related')?.querySelector('[data-address]');
  if (link) {
    address(link, event.target.value);
  }
});
