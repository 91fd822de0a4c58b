/* Reading and typing count as work: while somebody does, the office is told so now and then. When nobody did for the idle
   time, the session has ended, and the page covers what it shows; it uncovers itself only for the account it was made for. */
(function () {
  "use strict";

  var told = document.getElementById("timed-out");
  if (!told || !window.fetch) { return; }
  var idle = Number(told.getAttribute("data-idle")) * 1000;
  var address = told.getAttribute("data-awake");
  var last = Date.now();
  var asking = false;

  function ask(then) {
    asking = true;
    window.fetch(address, { credentials: "same-origin", redirect: "manual", cache: "no-store" }).then(function (answer) {
      asking = false;
      then(answer.status === 204);
    }).catch(function () { asking = false; });
  }

  function cover(here) {
    if (here) { last = Date.now(); }
    told.hidden = here;
    document.body.classList.toggle("covered", !here);
  }

  function atWork() {
    if (told.hidden && !asking && Date.now() - last > idle / 3) { ask(cover); }
  }

  ["keydown", "pointerdown", "scroll"].forEach(function (sign) {
    document.addEventListener(sign, atWork, { capture: true, passive: true });
  });
  document.addEventListener("htmx:afterRequest", function () { last = Date.now(); });
  told.querySelector("button").addEventListener("click", function () { ask(cover); });
  window.setInterval(function () {
    if (told.hidden && Date.now() - last >= idle) { cover(false); }
  }, 1000);
})();
