/* The term board with a mouse and with arrow keys. Every card has a form that does the same without this file. */
(function () {
  "use strict";

  var PLACE = "xuncha-term-board";
  var board = document.querySelector(".term-board.may");
  if (!board) { return; }

  function send(card, round) {
    var form = card.querySelector("form");
    var to = form.querySelector("select[name=to]");
    if (to.value === round) { return; }
    to.value = round;
    window.sessionStorage.setItem(PLACE, JSON.stringify([board.scrollLeft, window.scrollY]));
    form.submit();
  }

  function columnOf(event) {
    return event.target.closest ? event.target.closest(".term-column") : null;
  }

  var dragged = null;
  board.addEventListener("dragstart", function (event) {
    dragged = event.target.closest(".term-card");
    if (!dragged) { return; }
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.getAttribute("data-card"));
  });
  board.addEventListener("dragover", function (event) {
    var column = columnOf(event);
    if (!dragged || !column) { return; }
    event.preventDefault();
    column.classList.add("over");
  });
  board.addEventListener("dragleave", function (event) {
    var column = columnOf(event);
    if (column && !column.contains(event.relatedTarget)) { column.classList.remove("over"); }
  });
  board.addEventListener("drop", function (event) {
    var column = columnOf(event);
    if (!dragged || !column) { return; }
    event.preventDefault();
    column.classList.remove("over");
    send(dragged, column.getAttribute("data-round"));
  });
  board.addEventListener("dragend", function () { dragged = null; });

  board.addEventListener("keydown", function (event) {
    var card = event.target;
    if (!card.classList.contains("term-card")) { return; }
    var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.shiftKey && step) {
      var columns = Array.prototype.slice.call(board.querySelectorAll(".term-column"));
      var next = columns[columns.indexOf(card.closest(".term-column")) + step];
      if (next) { event.preventDefault(); send(card, next.getAttribute("data-round")); }
    } else if (event.key === "Enter") {
      var more = card.querySelector("details");
      more.open = !more.open;
    }
  });

  /* Back where one was, the card that was moved in sight and in focus. */
  var kept = JSON.parse(window.sessionStorage.getItem(PLACE) || "null");
  var moved = board.querySelector(".term-card.moved");
  if (kept && moved) {
    board.scrollLeft = kept[0];
    window.scrollTo(0, kept[1]);
    moved.focus({ preventScroll: true });
  }
  window.sessionStorage.removeItem(PLACE);
})();
