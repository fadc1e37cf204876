// Rows of the live view, as the site sends them; the page is a list without it.

const Longest = 200;
const place = document.querySelector('[data-live]');
const body = document.getElementById('traces');
const template = document.getElementById('live-row');
const gap = document.getElementById('live-gap');
const state = document.getElementById('live-state');
const pause = document.getElementById('pause');
let stream = null;

function add(id, trace) {
  if (body.querySelector(`[data-id="${id}"]`)) {
    return;
  }
  const row = template.content.firstElementChild.cloneNode(true);
  row.dataset.id = id;
  const [when, what, result, duration, events, failures] = row.children;
  when.firstElementChild.textContent = trace.when;
  when.firstElementChild.title = trace.exact;
  what.querySelector('a').textContent = trace.name;
  what.querySelector('a').href = trace.url;
  what.querySelector('.chip').textContent = trace.kind;
  result.textContent = trace.result;
  duration.textContent = trace.duration;
  events.textContent = trace.events;
  if (trace.failures) {
    row.className = 'failed';
    const bad = document.createElement('strong');
    bad.className = 'bad';
    bad.textContent = trace.failures;
    failures.append(bad);
  }
  prepend(row);
}

function prepend(row) {
  body.prepend(row);
  while (body.children.length > Longest) {
    body.lastElementChild.remove();
  }
}

function open() {
  stream = new EventSource(place.dataset.live);
  stream.onopen = () => { state.textContent = 'Live.'; };
  stream.onmessage = message => add(message.lastEventId, JSON.parse(message.data));
  stream.addEventListener('gap', () => prepend(gap.content.firstElementChild.cloneNode(true)));
  stream.onerror = () => {
    state.textContent = stream.readyState === EventSource.CLOSED ? 'The site refuses; reload the page.' : 'Connecting again…';
  };
  pause.textContent = 'Pause';
}

function close() {
  stream.close();
  stream = null;
  state.textContent = 'Paused.';
  pause.textContent = 'Go on';
}

pause.hidden = false;
pause.addEventListener('click', () => (stream ? close() : open()));
open();
