/* Everything the browser does by itself. Pages work without it; no eval, no inline handlers. */
(function () {
  "use strict";

  var PALETTE = ["#3f78b0", "#3f9169", "#dca63a", "#7a86c2", "#5aa5b5", "#a8b4c1", "#8c6d46", "#566474"];
  var LETTERS = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

  /* <div data-chart="x"> shows the ECharts option in <script type="application/json" id="x">. */
  function mountCharts(root) {
    if (!window.echarts) { return; }
    root.querySelectorAll("[data-chart]").forEach(function (box) {
      var source = document.getElementById(box.getAttribute("data-chart"));
      if (!source || window.echarts.getInstanceByDom(box)) { return; }
      var option = JSON.parse(source.textContent);
      option.color = option.color || PALETTE;
      option.textStyle = Object.assign({ fontFamily: LETTERS }, option.textStyle);
      option.tooltip = Object.assign({ confine: true }, option.tooltip, { renderMode: "richText" });
      option.animation = false;
      var chart = window.echarts.init(box);
      chart.setOption(option);
      window.addEventListener("resize", function () { chart.resize(); });
    });
  }

  /* Leaving a form with unsent changes asks first. */
  function guardForms() {
    var dirty = false;
    document.addEventListener("input", function (event) {
      if (event.target.closest && event.target.closest("form.form")) { dirty = true; }
    });
    document.addEventListener("submit", function () { dirty = false; });
    window.addEventListener("beforeunload", function (event) {
      if (dirty) { event.preventDefault(); event.returnValue = ""; }
    });
  }

  /* A second click on a slow button must not send the form twice. */
  function sendOnce() {
    document.addEventListener("submit", function (event) {
      var form = event.target;
      if (form.method !== "post" || event.defaultPrevented) { return; }
      if (form.getAttribute("data-sent")) { event.preventDefault(); return; }
      form.setAttribute("data-sent", "1");
    });
    window.addEventListener("pageshow", function () {
      document.querySelectorAll("form[data-sent]").forEach(function (form) { form.removeAttribute("data-sent"); });
    });
  }

  /* Menus that open over the page close when one clicks elsewhere. */
  function closeDrops() {
    document.addEventListener("click", function (event) {
      document.querySelectorAll("details.drop[open]").forEach(function (drop) {
        if (!drop.contains(event.target)) { drop.removeAttribute("open"); }
      });
    });
  }

  mountCharts(document);
  document.addEventListener("htmx:load", function (event) { mountCharts(event.target); });
  guardForms();
  sendOnce();
  closeDrops();
})();
