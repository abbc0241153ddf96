// Optional: the pages work without it. Leaves by the same address as the link, but puts the leave
// page in the place of this one, so that Back does not come here. Shift three times does the same.
(function () {
  "use strict";
  var presses = 0, timer = 0;
  function leave(event) {
    if (event) event.preventDefault();
    // Cover first: the next page may take a moment to come.
    document.title = "Daybook";
    document.body.hidden = true;
    location.replace("/leave");
  }
  document.querySelectorAll('a[href="/leave"]').forEach(function (link) {
    link.addEventListener("click", leave);
  });
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") { presses = 0; return; }
    presses += 1;
    clearTimeout(timer);
    timer = setTimeout(function () { presses = 0; }, 5000);
    if (presses >= 3) leave();
  });
  // A page that the browser kept in memory must not come back after leaving or locking.
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  // A form that came back: the summary is read first.
  var summary = document.querySelector(".nhsuk-error-summary");
  if (summary) summary.focus();
})();
