// Passkeys: what the browser's authenticator says, put into the form that sends it.

const known = typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

class Refused extends Error {}

// To log in takes no more than the form's token; what is typed into it stays here.
function bodyOf(form) {
  const token = '__RequestVerificationToken';
  return form.dataset.passkey === 'create'
    ? new FormData(form)
    : new URLSearchParams({ [token]: form.elements.namedItem(token).value });
}

async function optionsFor(form, signal) {
  const response = await fetch(form.dataset.options, { method: 'POST', body: bodyOf(form), signal });
  if (response.ok) {
    return response.json();
  }
  throw new Refused(response.status === 400 ? await response.text() : '');
}

const ask = {
  create: options => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  request: (options, how) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), ...how }),
};

function send(form, button, credential) {
  const field = form.elements.namedItem('Credential');
  field.value = JSON.stringify(credential);
  form.requestSubmit(button);
  field.value = '';
}

// A browser waits for one answer at a time.
let waiting = new AbortController();

// Passkeys among the names that the browser fills in. Where it cannot or nobody takes one, nothing is said: there is the button.
async function offer(form, button) {
  waiting.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  try {
    if (await PublicKeyCredential.isConditionalMediationAvailable?.()) {
      const options = await optionsFor(form, signal);
      send(form, button, await ask.request(options, { mediation: 'conditional', signal }));
    }
  } catch {
    // See above.
  }
}

async function answer(form, button) {
  const error = form.querySelector('[data-passkey-error]');
  error.hidden = true;
  button.disabled = true;
  waiting.abort();
  try {
    const credential = await ask[form.dataset.passkey](await optionsFor(form));
    button.disabled = false;
    send(form, button, credential);
  } catch (reason) {
    error.textContent = (reason instanceof Refused && reason.message) || 'That did not work, or it was cancelled. Try again.';
    error.hidden = false;
    if (form.dataset.passkey === 'request') {
      offer(form, button);
    }
  } finally {
    button.disabled = false;
  }
}

for (const form of known ? document.querySelectorAll('form[data-passkey]') : []) {
  for (const missing of form.querySelectorAll('[data-passkey-missing]')) {
    missing.hidden = true;
  }
  const button = form.querySelector('[data-passkey-button]');
  button.hidden = false;
  button.addEventListener('click', event => {
    event.preventDefault();
    answer(form, button);
  });
  if (form.dataset.passkey === 'request') {
    // What the site asks with is good for five minutes, and another tab replaces it.
    const renew = () => button.disabled || document.hidden || offer(form, button);
    setInterval(renew, 4 * 60 * 1000);
    document.addEventListener('visibilitychange', renew);
    renew();
  }
}
