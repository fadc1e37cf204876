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

async function optionsFor(form) {
  const response = await fetch(form.dataset.options, { method: 'POST', body: bodyOf(form) });
  if (response.ok) {
    return response.json();
  }
  throw new Refused(response.status === 400 ? await response.text() : '');
}

const ask = {
  create: options => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  request: options => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

async function answer(form, button) {
  const error = form.querySelector('[data-passkey-error]');
  error.hidden = true;
  button.disabled = true;
  try {
    const credential = await ask[form.dataset.passkey](await optionsFor(form));
    form.elements.namedItem('Credential').value = JSON.stringify(credential);
    button.disabled = false;
    form.requestSubmit(button);
  } catch (reason) {
    error.textContent = (reason instanceof Refused && reason.message) || 'That did not work, or it was cancelled. Try again.';
    error.hidden = false;
  } finally {
    button.disabled = false;
    form.elements.namedItem('Credential').value = '';
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
}
