/* A security key: asks the browser for it, and posts what it answers. The page works by its other ways without this file. */
(function () {
  "use strict";

  var form = document.querySelector("form[data-passkey]");
  var told = document.getElementById("passkey-options");
  if (!form || !told || !window.PublicKeyCredential || !navigator.credentials) { return; }
  var way = form.getAttribute("data-passkey");
  var button = form.querySelector("button[type=button]");
  var failed = form.querySelector("[data-passkey-failed]");
  var absent = form.querySelector("[data-passkey-absent]");

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (one) { return one.charCodeAt(0); });
  }

  function text(buffer) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  /* The options as the browser wants them: challenge and ids as bytes. */
  function asked() {
    var options = JSON.parse(told.textContent);
    options.challenge = bytes(options.challenge);
    if (options.user) { options.user.id = bytes(options.user.id); }
    (options.excludeCredentials || []).concat(options.allowCredentials || []).forEach(function (one) {
      one.id = bytes(one.id);
    });
    return { publicKey: options };
  }

  function answer(given) {
    var response = { clientDataJSON: text(given.response.clientDataJSON) };
    if (way === "create") {
      response.attestationObject = text(given.response.attestationObject);
    } else {
      response.authenticatorData = text(given.response.authenticatorData);
      response.signature = text(given.response.signature);
    }
    return JSON.stringify({
      id: given.id, rawId: text(given.rawId), type: given.type, response: response, clientExtensionResults: {}
    });
  }

  function start() {
    failed.hidden = true;
    button.disabled = true;
    navigator.credentials[way](asked()).then(function (given) {
      form.querySelector("input[name=answer]").value = answer(given);
      form.submit();
    }).catch(function () {
      failed.hidden = false;
      button.disabled = false;
    });
  }

  form.hidden = false;
  button.hidden = false;
  if (absent) { absent.hidden = true; }
  button.addEventListener("click", start);
})();
