// Review beside the statement, by keyboard alone. Without this script every statement has a page with the same form.
(function () {
  'use strict';
  var $ = function (s, e) { return (e || document).querySelector(s); };
  var all = function (s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); };
  var ONE = '[data-kind][data-id]';
  var at = null, holder = null, then = '';

  // Statements: what names itself and has a way to its review, in the order of the page
  function way(one) { return all('a.rv', one).filter(function (a) { return a.closest(ONE) === one; })[0]; }
  function statements() {
    return all('#main ' + ONE).filter(function (one) { return one.getClientRects().length && way(one); });
  }
  function panel() { return $('.review'); }
  function current() {
    var f = document.activeElement, one = f && f.closest(ONE);
    if (holder && holder.contains(f)) return at;
    return one && way(one) ? one : at && at.isConnected ? at : null;
  }
  function put(one) {
    all('.rv-at').forEach(function (e) { e.classList.remove('rv-at'); });
    at = one; one.classList.add('rv-at');
    if (!one.hasAttribute('tabindex')) one.tabIndex = -1;
    one.focus({ preventScroll: true }); one.scrollIntoView({ block: 'nearest' });
  }
  function go(step) {
    if (unsaved()) return;
    var list = statements(), n = list.indexOf(current());
    if (!list.length) return;
    if (n < 0) {
      n = list.findIndex(function (one) { return one.getBoundingClientRect().bottom > 60; });
      n = n < 0 ? list.length - 1 : step < 0 ? n - 1 : n;
    } else n += step;
    if (n < 0 || n >= list.length) return;
    close(); put(list[n]);
  }

  // The panel: made beside its statement, filled by the server
  function place(one) {
    var row = one.closest('tr'), made = document.createElement(row ? 'tr' : 'div'), within = made;
    made.className = 'rv-beside';
    if (row) {
      within = document.createElement('td');
      within.colSpan = row.cells.length || 1; made.appendChild(within);
      row.after(made);
    } else if (one.matches('li')) one.appendChild(made);
    else (way(one).closest('.rv-mark') || way(one)).after(made);
    made.within = within;
    return made;
  }
  function open(one, action, next) {
    if (unsaved()) return;
    var now = holder && at === one && panel();
    if (now && next === 'undo') return undo(now);
    if (now) return choose(now, action);
    close(); put(one); holder = place(one); then = next || '';
    var query = action ? '?action=' + action : '';
    window.htmx.ajax('GET', way(one).getAttribute('href') + query, { target: holder.within, swap: 'innerHTML' });
  }
  function close() { if (holder) { holder.remove(); holder = null; } }
  function unsaved() {
    var reason = $('.review .rv-form [name=reason]');
    if (!reason || !reason.value.trim()) return false;
    reason.focus(); window.desk.say(panel().dataset.unsaved);
    return true;
  }
  function choose(p, action) {
    var radio = action && $('#rv-' + action, p);
    if (action && !radio) { window.desk.say(p.dataset.nothing); return; }
    if (radio) radio.checked = true;
    focus(p, action);
  }
  function focus(p, action) {
    var first = $('.faults', p) || (action && $('.rv-of-' + action + ' :is(input,select)', p)) ||
      (action && $('[name=reason]', p)) || $('[name=action]', p) || $('h2', p);
    if (first.matches('h2,.faults')) first.tabIndex = -1;
    first.focus();
  }
  function undo(p) {
    var form = $('.rv-undo', p);
    if (form) window.htmx.trigger(form, 'submit'); else window.desk.say(p.dataset.nothing);
  }
  function filled(p) {
    var chosen = $('[name=action]:checked', p), next = then;
    then = '';
    wait(p);
    if (p.dataset.done) {
      window.desk.say(p.dataset.done);
      if (holder) { told(p.dataset.told); put(at); } else focus(p, '');
    } else if (next === 'undo') undo(p);
    else if (holder || $('.faults', p)) focus(p, chosen ? chosen.value : '');
  }
  function told(text) {
    var by = way(at), mark = by.parentNode.querySelector('.rv-late');
    if (!mark) { mark = document.createElement('span'); by.after(' ', mark); }
    mark.className = 'tag plain rv-late'; mark.textContent = text; mark.hidden = !text;
  }

  // Recorded, and being made anew: the note stays where it is seen while the panel goes
  function wait(p) {
    var note = $('.rv-anew', p);
    if (!note || !holder) return;
    var kept = $('#rv-kept');
    if (!kept) { kept = document.createElement('div'); kept.id = 'rv-kept'; document.body.appendChild(kept); }
    kept.replaceChildren(note);
  }
  function made(note) {
    var one = at && { kind: at.dataset.kind, id: at.dataset.id }, p = panel();
    var reason = $('.review .rv-form [name=reason]');
    if (reason && (reason.value.trim() || (holder && holder.contains(document.activeElement)))) return;
    if (p && !holder) { window.htmx.ajax('GET', location.pathname, { target: p, swap: 'outerHTML' }); return; }
    close();
    window.htmx.ajax('GET', location.pathname + location.search, { target: '#main', select: '#main', swap: 'outerHTML' })
      .then(function () {
        var list = statements();
        var same = one && list.filter(function (e) { return e.dataset.kind === one.kind && e.dataset.id === one.id; })[0];
        at = null;
        if (same) put(same);
        window.desk.say(note.textContent.trim());
      });
  }

  document.addEventListener('htmx:load', function (e) {
    var e1 = e.detail.elt;
    if (e1.matches('.review')) filled(e1);
    if (e1.matches('.rv-anew[data-version]')) made(e1);
  });
  document.addEventListener('click', function (e) {
    var a = e.target.closest && e.target.closest('a.rv'), one = a && a.closest(ONE);
    if (!one || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || e.button) return;
    e.preventDefault(); open(one, '');
  });
  var SAYS = { a: 'accept', r: 'reject', c: 'correct', m: 'merge', s: 'split', u: 'unsure', n: 'annotate' };
  var last = 0;
  document.addEventListener('keydown', function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Escape' && holder && !$('dialog[open]')) {
      var reason = $('.review .rv-form [name=reason]');
      if (reason && reason.value.trim() && holder.contains(document.activeElement)) { put(at); return; }
      if (reason) reason.value = '';
      close(); if (at) put(at);
      return;
    }
    if (window.desk.typing(e) || !window.desk.works()) return;
    // g and a letter lead to a page: that letter is not ours
    if (e.key === 'g') { last = Date.now(); return; }
    if (Date.now() - last < 1500) { last = 0; return; }
    var one = current(), p = panel();
    if (e.key === 'j' || e.key === 'k') { e.preventDefault(); go(e.key === 'j' ? 1 : -1); }
    else if (e.key === 'Enter' && one && document.activeElement === one) { e.preventDefault(); open(one, ''); }
    else if (e.key === 'z' && (one || p)) { e.preventDefault(); if (one) open(one, '', 'undo'); else undo(p); }
    else if (SAYS[e.key] && (one || p)) { e.preventDefault(); if (one) open(one, SAYS[e.key]); else choose(p, SAYS[e.key]); }
  });
})();
