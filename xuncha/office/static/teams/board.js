/* Moving somebody by hand: a name dragged onto a team is the same as choosing that team in the list beside the name. */
(function () {
  "use strict";

  var dragged = null;

  function card(target) { return target.closest ? target.closest("[data-team]") : null; }

  function mark(one) {
    document.querySelectorAll(".team-card.over").forEach(function (other) { other.classList.remove("over"); });
    if (one) { one.classList.add("over"); }
  }

  function judge(form) {
    var button = form.querySelector('button[value="judge"]');
    if (button) { button.click(); }
  }

  document.addEventListener("dragstart", function (event) {
    var seat = event.target.closest ? event.target.closest(".seat[draggable]") : null;
    if (!seat) { return; }
    dragged = seat;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });

  document.addEventListener("dragover", function (event) {
    var to = card(event.target);
    if (!dragged || !to) { return; }
    event.preventDefault();
    mark(to);
  });

  document.addEventListener("drop", function (event) {
    var to = card(event.target), select = dragged && dragged.querySelector("select");
    mark(null);
    if (!to || !select) { return; }
    event.preventDefault();
    select.value = to.getAttribute("data-team");
    dragged = null;
    judge(select.form);
  });

  document.addEventListener("dragend", function () { dragged = null; mark(null); });

  document.addEventListener("change", function (event) {
    if (event.target.matches && event.target.matches(".seat select")) { judge(event.target.form); }
  });
})();
