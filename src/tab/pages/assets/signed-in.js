// Tells the page that opened this window, which is of our own origin, and closes it.
const runId = document.querySelector('[data-signed-in]').dataset.signedIn;
window.opener?.postMessage({ registrar: 'signed-in', runId }, location.origin);
window.close();
