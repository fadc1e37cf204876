// What the administration does better with a script: shortcuts for dates, rows without a reload, pickers and models that can be
// filtered.

import './admin-popups.js';
import './admin-slugs.js';

const two = number => String(number).padStart(2, '0');

// What clocks show in a time zone, wherever the browser is; null if the browser does not know the zone.
function clockIn(zone) {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
      second: '2-digit',
    }).formatToParts(new Date());
    const part = type => two(Number(parts.find(each => each.type === type).value));
    return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}:${part('second')}` };
  } catch {
    return null;
  }
}

const zoneOf = button => button.closest('[data-zone]')?.dataset.zone ?? 'UTC';

function reveal(root) {
  for (const button of root.querySelectorAll('[data-today], [data-now], [data-drop-row], [data-add-row], .picker-filter, .side-filter')) {
    button.hidden = (button.dataset.today || button.dataset.now) && clockIn(zoneOf(button)) === null;
  }
  for (const button of root.querySelectorAll('[data-here]')) {
    button.parentElement.hidden = false;
  }
}

function fillMoment(button) {
  const now = clockIn(zoneOf(button));
  const field = document.getElementById(button.dataset.today ?? button.dataset.now);
  field.value = button.dataset.today ? now.day : now.time;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function addRow(button) {
  const inline = button.closest('[data-inline]');
  const template = inline.querySelector('template');
  const numbers = [...inline.querySelectorAll('input[name$="-key"]')].map(input => Number(input.name.split('-').at(-2)));
  const number = Math.max(-1, ...numbers.filter(Number.isInteger)) + 1;
  const holder = document.createElement('template');
  holder.innerHTML = template.innerHTML.replaceAll('__row__', String(number));
  const row = holder.content.firstElementChild;
  const body = inline.querySelector('tbody');
  if (body) {
    body.append(row);
  } else {
    template.before(row);
  }
  reveal(row);
  row.querySelector('input:not([type=hidden]), select, textarea')?.focus();
}

function dropRow(button) {
  const row = button.closest('tr');
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  next?.querySelector('input:not([type=hidden])')?.focus();
}

function filterPicker(input) {
  const text = input.value.toLocaleLowerCase();
  for (const label of input.closest('.picker').querySelectorAll('.picker-list label')) {
    label.hidden = !label.textContent.toLocaleLowerCase().includes(text) && !label.querySelector('input').checked;
  }
}

function filterModels(input) {
  const text = input.value.toLocaleLowerCase().trim();
  for (const app of input.closest('nav').querySelectorAll('div')) {
    for (const model of app.querySelectorAll('li')) {
      model.hidden = !model.textContent.toLocaleLowerCase().includes(text);
    }
    app.hidden = !app.querySelector('li:not([hidden])');
  }
}

function isEdited(control) {
  return control.type === 'checkbox' ? control.checked !== control.defaultChecked
    : control.tagName === 'SELECT' ? !control.selectedOptions[0]?.defaultSelected && control.selectedIndex > 0
      : control.value !== control.defaultValue;
}

// Names are fetched for what is being written after the last comma.
async function complete(input) {
  const written = input.value.split(',').at(-1).trim();
  if (written.length === 0 || input.dataset.asked === written) {
    return;
  }
  input.dataset.asked = written;
  const response = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(written)}`);
  if (!response.ok || input.dataset.asked !== written) {
    return;
  }
  let list = document.getElementById(`${input.id}-list`);
  if (!list) {
    list = document.createElement('datalist');
    list.id = `${input.id}-list`;
    input.after(list);
    input.setAttribute('list', list.id);
  }
  const before = input.name.endsWith('.Add') ? input.value.slice(0, input.value.length - input.value.split(',').at(-1).length) : null;
  list.replaceChildren(...(await response.json()).map(option => {
    const element = document.createElement('option');
    element.value = before === null ? option.value : `${before}${before ? ' ' : ''}${option.text}`;
    element.label = option.text;
    return element;
  }));
}

document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (button?.dataset.today || button?.dataset.now) {
    fillMoment(button);
  } else if (button?.dataset.here) {
    document.getElementById(button.dataset.here).value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  } else if (button?.hasAttribute('data-add-row')) {
    addRow(button);
  } else if (button?.hasAttribute('data-drop-row')) {
    dropRow(button);
  }
});

document.addEventListener('input', event => {
  if (event.target.matches('.picker-filter')) {
    filterPicker(event.target);
  } else if (event.target.matches('.side-filter')) {
    filterModels(event.target);
  } else if (event.target.matches('[data-complete]:not([data-complete=""])')) {
    complete(event.target);
  }
});

// An action is run on what is stored: what stands in the rows would be lost.
document.addEventListener('submit', event => {
  const cells = event.target.querySelectorAll('table.list .cell :is(input, select, textarea):not([type=hidden])');
  if (!event.submitter?.hasAttribute('formaction') && [...cells].some(isEdited)
    && !confirm('What you wrote in the list is not saved and would be lost. Run the action all the same?')) {
    event.preventDefault();
  }
});

// Enter in a picker's filter filters; it does not save.
document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && event.target.matches('.picker-filter')) {
    event.preventDefault();
  }
});

reveal(document);
