// Joins the buttons of a page to the library's ceremonies; what a ceremony needs stands in the button's attributes.
document.querySelectorAll('button[data-passkey]').forEach((button) => {
  const { passkey, credential, passwordless, options } = button.dataset
  const ids = { credential, passwordless, add: button.id, authenticate: button.id, login: button.id }
  window.allauth.webauthn.forms[passkey]({ ids, data: options ? JSON.parse(options) : undefined })
  button.closest('[hidden]')?.removeAttribute('hidden')
  button.hidden = false
})
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const said = document.getElementById('passkey-wrong')
  if (said) { said.hidden = false; said.focus() }
})
