// Enhancement only: every page works without it. No text becomes mark-up here.
(function () {
  'use strict';
  var root = document.documentElement;
  var $ = function (s, e) { return (e || document).querySelector(s); };
  var all = function (s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); };

  // Times in the browser's zone, where the account names none
  var style = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' };
  var clock = new Intl.DateTimeFormat(root.lang === 'en' ? 'en-GB' : root.lang, style);
  function times(e) {
    all('time[data-moment]', e).forEach(function (t) {
      var then = new Date(t.dateTime);
      if (isNaN(then)) return;
      t.title = t.textContent; t.textContent = clock.format(then); t.removeAttribute('data-moment');
    });
  }

  // Say something to who listens instead of looking
  function say(text) { var s = $('#said'); s.textContent = ''; setTimeout(function () { s.textContent = text; }, 50); }

  // Files dropped on a form's frame go into its field; what was chosen is told
  function drops(e) {
    all('[data-drop]', e).forEach(function (zone) {
      var input = $('input[type=file]', zone), told = $('[data-chosen]', zone);
      if (zone.dataset.drop === 'ready') return;
      zone.dataset.drop = 'ready';
      function tell() {
        told.textContent = Array.prototype.map.call(input.files, function (f) { return f.name; }).join(', ');
      }
      function over(on) { return function (v) { v.preventDefault(); zone.classList.toggle('over', on); }; }
      zone.addEventListener('dragover', over(true));
      zone.addEventListener('dragleave', over(false));
      zone.addEventListener('drop', function (v) {
        over(false)(v);
        if (!v.dataTransfer.files.length) return;
        var kept = new DataTransfer();
        if (input.multiple) Array.prototype.forEach.call(input.files, function (f) { kept.items.add(f); });
        Array.prototype.forEach.call(v.dataTransfer.files, function (f) { kept.items.add(f); });
        input.files = kept.files; tell();
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      input.addEventListener('change', tell);
    });
  }

  // What a part of a page that just came wants looked at first
  function focus(e) { var f = $('[data-focus]', e); if (f) f.focus(); }
  function ready(e) { times(e); drops(e); }
  ready(document); focus(document);
  document.addEventListener('htmx:load', function (v) { ready(v.detail.elt); });
  document.addEventListener('htmx:afterSwap', function (v) { focus(v.detail.target); });
  document.addEventListener('htmx:sendError', function () {
    var n = $('#notice'), p = document.createElement('p');
    p.className = 'notice'; p.textContent = n.dataset.lost; n.replaceChildren(p);
  });

  // Keys: ? the list, / search, g and a letter to a page, Esc closes. They can be turned off (WCAG 2.1.4).
  var keys = $('#keys'), on = $('#keys-on'), going = 0;
  function works() { try { return localStorage.getItem('crosswire-keys') !== 'off'; } catch (e) { return true; } }
  all('[data-opens]').forEach(function (b) {
    b.hidden = false;
    b.addEventListener('click', function () { document.getElementById(b.dataset.opens).showModal(); });
  });
  if (on) {
    on.checked = works();
    on.addEventListener('change', function () {
      try { localStorage.setItem('crosswire-keys', on.checked ? 'on' : 'off'); } catch (e) { on.checked = true; }
    });
  }
  var TEXT = 'input:not([type=radio],[type=checkbox],[type=file]),textarea,select,[contenteditable],dialog[open]';
  function typing(e) { return e.target.closest && e.target.closest(TEXT); }
  document.addEventListener('keydown', function (e) {
    if (e.key === 'Escape') all('.mine[open]').forEach(function (d) { d.open = false; $('summary', d).focus(); });
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e) || !works()) return;
    var field = $('[data-search]') || $('input[type=search]');
    if (e.key === '?') { e.preventDefault(); keys.showModal(); }
    else if (e.key === '/') {
      e.preventDefault();
      if (field) { field.focus(); field.select(); } else { var s = $('.ways [href="/search"]'); if (s) s.click(); }
    }
    else if (e.key === 'g') going = Date.now();
    else if (Date.now() - going < 1500) {
      var to = $('.ways [data-key="' + CSS.escape(e.key) + '"]');
      going = 0;
      if (to) { e.preventDefault(); to.click(); }
    }
  });
  document.addEventListener('click', function (e) {
    all('.mine[open]').forEach(function (d) { if (!d.contains(e.target)) d.open = false; });
  });

  // For the scripts of single pages
  window.desk = { say: say, typing: typing, works: works };
})();
