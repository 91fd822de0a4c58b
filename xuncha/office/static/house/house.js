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

  var CHINESE = document.documentElement.lang.indexOf("zh") === 0;
  var NOT_KEPT = CHINESE
    ? "草稿没有暂存成功：请先复制已填内容，再重新登录。"
    : "The draft was not kept: copy your text, then log in again.";

  /* Leaving a form with unsent changes asks first, unless a draft of them was kept. */
  function guardForms() {
    var dirty = false;
    document.addEventListener("input", function (event) {
      if (event.target.closest && event.target.closest("form.form")) { dirty = true; }
    });
    document.addEventListener("submit", function () { dirty = false; });
    document.addEventListener("htmx:afterSwap", function (event) {
      if (event.target.id === "draft-state") { dirty = false; }
    });
    window.addEventListener("beforeunload", function (event) {
      if (dirty) { event.preventDefault(); event.returnValue = ""; }
    });
  }

  /* A draft that was not kept (session ended, office out of reach) is told beside the form's button. */
  function tellLostDrafts() {
    function tell() { document.getElementById("draft-state").textContent = NOT_KEPT; }
    function isDraft(event) { return event.target.id === "draft-state"; }
    document.addEventListener("htmx:beforeSwap", function (event) {
      var kept = event.detail.xhr.status === 200 && event.detail.xhr.responseURL.indexOf("/desk/draft/") > 0;
      if (isDraft(event) && !kept) { event.detail.shouldSwap = false; tell(); }
    });
    document.addEventListener("htmx:sendError", function (event) { if (isDraft(event)) { tell(); } });
  }

  /* A second click on a slow button must not send the form twice; after a download it may be sent again. */
  function sendOnce() {
    document.addEventListener("submit", function (event) {
      var form = event.target;
      if (form.method !== "post" || event.defaultPrevented) { return; }
      if (form.getAttribute("data-sent")) { event.preventDefault(); return; }
      form.setAttribute("data-sent", "1");
      window.setTimeout(function () { form.removeAttribute("data-sent"); }, 4000);
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
  tellLostDrafts();
  sendOnce();
  closeDrops();
})();
