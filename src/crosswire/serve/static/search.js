// j and k go from hit to hit. Everything else works without script.
(function () {
  'use strict';
  var at = -1;
  function go(step) {
    var hits = document.querySelectorAll('[data-hit]');
    if (!hits.length) return;
    if (at >= 0) hits[at].classList.remove('at');
    at = Math.max(0, Math.min(hits.length - 1, at + step));
    hits[at].classList.add('at');
    hits[at].querySelector('h2 a').focus();
  }
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'j' && event.key !== 'k') return;
    if (window.desk && (window.desk.typing(event) || !window.desk.works())) return;
    event.preventDefault();
    go(event.key === 'j' ? 1 : -1);
  });
})();
