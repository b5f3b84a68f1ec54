// Enhancement only: the page is complete without it. No text becomes mark-up here: nodes are cloned or
// given textContent, never parsed.
(function () {
  'use strict';
  var root = document.documentElement, $ = function (s, e) { return (e || document).querySelector(s); };
  var all = function (s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); };

  // Light and dark
  var bar = $('.top'), dark = window.matchMedia('(prefers-color-scheme: dark)');
  var theme = document.createElement('button');
  function isDark() { return root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches; }
  function name() { theme.textContent = isDark() ? 'Light page' : 'Dark page'; }
  theme.type = 'button';
  theme.addEventListener('click', function () { root.dataset.theme = isDark() ? 'light' : 'dark'; name(); });
  // Inside another page the choice is that page's
  if (bar) { dark.addEventListener('change', name); name(); bar.appendChild(theme); }

  // Where we are
  var links = all('.rail ol a'), sections = links.map(function (a) { return $(a.getAttribute('href')); });
  function spy() {
    var at = 0;
    sections.forEach(function (s, i) { if (s.getBoundingClientRect().top < innerHeight * 0.3) at = i; });
    links.forEach(function (a, i) {
      if (i === at) a.setAttribute('aria-current', 'true'); else a.removeAttribute('aria-current');
    });
  }
  addEventListener('scroll', spy, { passive: true }); spy();

  // A link into something folded opens it
  function target(a) {
    var h = a && a.getAttribute('href');
    return h && h.charAt(0) === '#' ? document.getElementById(h.slice(1)) : null;
  }
  function unfold(t) {
    for (var d = t && t.parentElement; d; d = d.parentElement) if (d.tagName === 'DETAILS') d.open = true;
    var every = $('#p-all');
    if (every && t && t.closest('#tallies') && !t.getClientRects().length) every.checked = true;
  }
  function arrive() {
    var t = location.hash && document.getElementById(location.hash.slice(1));
    if (!t) return;
    unfold(t); t.scrollIntoView();
    dim(); if (t.tagName === 'MARK') pieces(t).forEach(function (m) { m.classList.add('lit'); });
  }
  addEventListener('hashchange', arrive);

  // Evidence lights up: the words, every other reference to them, and a strip that quotes them where you are
  var strip = $('#strip'), ref = $('#strip-ref'), quote = $('#strip-q'), back = $('#strip-back');
  var say0 = $('#strip-say'), go = $('#strip-go'), touch = false, tapped = null;
  function pieces(t) { return [t].concat(all('mark[data-of="' + t.id + '"]')); }
  function dim() { all('.lit').forEach(function (e) { e.classList.remove('lit'); }); }
  function light(a) {
    var t = target(a);
    dim();
    if (!t || t.tagName !== 'MARK') return;
    pieces(t).forEach(function (m) { m.classList.add('lit'); });
    all('a[href="#' + t.id + '"]').forEach(function (e) { e.classList.add('lit'); });
    var row = a.dataset.note && document.getElementById(a.dataset.note);
    if (row) note(row); else show(t);
  }
  // A mark of a chart: the row of its figure, said in the strip
  function note(row) {
    var q = $('.n-q q', row).cloneNode(true);
    ref.textContent = $('.n-r', row).textContent;
    quote.textContent = '“'; quote.lang = q.lang || 'en';
    while (q.firstChild) quote.appendChild(q.firstChild);
    quote.appendChild(document.createTextNode('”'));
    say0.textContent = all('.n-s', row).map(function (c) {
      return ((c.dataset.say || '') + ' ' + c.textContent.trim()).trim();
    }).filter(Boolean).join('; ');
    go.hidden = true; strip.hidden = false;
  }
  function show(t) {
    var rep = t.closest('.rep'), para = t.closest('.para'), place = para && $('.pn', para);
    var words = para ? $('.tx', para) : t.closest('h3');
    ref.textContent = rep.id.toUpperCase() + ' ' + (para ? (place.textContent || '') : 'title') + ', ' + $('.who', rep).textContent;
    quote.textContent = '';
    if (words.textContent.length > 900) {
      var m = document.createElement('mark'); m.className = 'lit';
      m.textContent = pieces(t).map(function (p) { return p.textContent; }).join('').slice(0, 600);
      quote.appendChild(m);
    } else {
      var copy = words.cloneNode(true);
      all('.kind', copy).forEach(function (k) { k.remove(); });
      all('mark', copy).forEach(function (m) { m.removeAttribute('id'); m.removeAttribute('data-of'); });
      while (copy.firstChild) quote.appendChild(copy.firstChild);
    }
    quote.lang = words.lang || 'en'; say0.textContent = ''; go.hidden = true; strip.hidden = false;
  }
  function hide() {
    ref.textContent = quote.textContent = say0.textContent = '';
    go.hidden = true; tapped = null; strip.hidden = back.hidden;
  }
  function forget() { back.hidden = true; dim(); hide(); }
  function link(e) { return e.target.closest && e.target.closest('a[href^="#"]'); }
  document.addEventListener('mouseover', function (e) { var a = link(e); if (a && a !== go) light(a); });
  document.addEventListener('pointerdown', function (e) { touch = e.pointerType !== 'mouse'; }, true);
  document.addEventListener('mouseout', function (e) {
    if (touch || !link(e)) return;
    dim(); hide();
    var f = document.activeElement;
    if (f.matches('a[href^="#"]:focus-visible')) light(f);
  });
  document.addEventListener('focusin', function (e) {
    if (e.target.matches('a[href^="#"]') && e.target !== back && e.target !== go) { light(e.target); if (!$('mark.lit')) hide(); }
  });
  document.addEventListener('keydown', function (e) { if (e.key === 'Escape') forget(); });

  // After a jump to the words: a way back to where you were
  document.addEventListener('click', function (e) {
    var a = link(e), t = target(a);
    // The first tap on a mark shows its sentence; the second, or the link beside it, leads there
    if (touch && a && a.dataset.note && tapped !== a) {
      e.preventDefault(); light(a); tapped = a;
      go.setAttribute('href', a.getAttribute('href')); go.hidden = false;
      return;
    }
    if (touch && !a && tapped && !e.target.closest('#strip')) forget();
    if (a === go) a = tapped || a;
    if (t) unfold(t);
    var beside = t && t.classList.contains('pair');
    if (!t || a.closest('.rep') || !(t.tagName === 'MARK' || beside)) { if (a) forget(); return; }
    var home = a.closest('.st,.tally,.part,.tl,.utt,.spkr,.name,.small li,tr[id]');
    if (!home || !home.id) return;
    hide(); back.href = '#' + home.id; back.textContent = 'Back to where you were'; back.hidden = strip.hidden = false;
  });

  // The descent graph: a tap on a line or a report lays its passages side by side under the graph
  var lay = $('#lay'), laid = null;
  function panel(id) {
    var p = document.getElementById(id + '-p');
    if (!p) return null;
    var copy = p.cloneNode(true);
    copy.removeAttribute('id'); all('[id]', copy).forEach(function (e) { e.removeAttribute('id'); });
    return copy;
  }
  function other(id, mine) {
    var b = all('#' + id + '-p .bh > b').map(function (e) { return e.textContent; });
    return mine && b[0] === mine ? b[1] : mine && b[1] === mine ? b[0] : b.join(' = ');
  }
  function button(text, on) {
    var b = document.createElement('button');
    b.type = 'button'; b.textContent = text; b.addEventListener('click', on);
    return b;
  }
  function close() {
    var from = laid;
    all('.stemma .on').forEach(function (e) { e.classList.remove('on'); });
    lay.hidden = true; lay.textContent = ''; laid = null;
    if (from) from.focus({ preventScroll: true });
  }
  function choose(ids, id) {
    var old = $('.beside', lay), now = panel(id);
    if (old) old.remove();
    if (now) lay.appendChild(now);
    all('.bar button[aria-pressed]', lay).forEach(function (b, i) { b.setAttribute('aria-pressed', String(ids[i] === id)); });
    all('.stemma .ln.on').forEach(function (e) { e.classList.remove('on'); });
    all('.stemma .ln').forEach(function (e) { if (e.dataset.lay.split(' ').indexOf(id) >= 0) e.classList.add('on'); });
  }
  function layOut(a) {
    var ids = a.dataset.lay.split(' ').filter(function (id) { return document.getElementById(id + '-p'); });
    if (!ids.length) return false;
    if (laid) close();
    laid = a; a.classList.add('on');
    var bar = document.createElement('p'), mine = $('tspan', a);
    bar.className = 'bar';
    mine = mine ? mine.textContent.trim() : '';
    if (ids.length > 1) {
      bar.appendChild(document.createTextNode((mine || 'These') + ' beside '));
      ids.forEach(function (id) {
        var b = button(other(id, mine), function () { choose(ids, id); }), sign = $('#' + id + ' .m, #' + id + ' .lm');
        if (sign) b.insertBefore(sign.cloneNode(true), b.firstChild);
        b.setAttribute('aria-pressed', 'false'); bar.appendChild(b);
      });
    }
    var x = button('Close', close); x.className = 'x'; bar.appendChild(x);
    lay.textContent = ''; lay.appendChild(bar); lay.hidden = false;
    choose(ids, ids[0]);
    lay.focus({ preventScroll: true }); lay.scrollIntoView({ block: 'nearest' });
    return true;
  }
  if (lay) {
    document.addEventListener('click', function (e) {
      var a = e.target.closest && e.target.closest('.stemma a[data-lay]');
      if (a && !e.ctrlKey && !e.metaKey && !e.shiftKey && layOut(a)) { e.preventDefault(); e.stopPropagation(); }
    }, true);
    document.addEventListener('keydown', function (e) { if (e.key === 'Escape' && laid) close(); });
  }

  // Leave out an original, or all copies: the key becomes buttons
  var key = $('#tools'), charts = $('#charts'), say = document.createElement('output');
  function leave(span) {
    var b = document.createElement('button'), k = span.dataset.k;
    b.type = 'button'; b.setAttribute('aria-pressed', 'false'); b.title = 'Leave out of the charts';
    while (span.firstChild) b.appendChild(span.firstChild);
    b.addEventListener('click', function () {
      var off = charts.classList.toggle('hide-' + k);
      b.setAttribute('aria-pressed', String(off));
      say.textContent = off && k === 'cp' ? 'Without its copies no tally changes, and no count of originals.' : '';
    });
    key.replaceChild(b, span);
  }
  if (key && charts) {
    var copies = document.createElement('span');
    copies.textContent = 'All copies'; copies.dataset.k = 'cp';
    if ($('.k-cp', charts)) key.appendChild(copies);
    key.classList.add('js'); key.setAttribute('aria-label', 'Leave out of the charts');
    all('span[data-k]', key).forEach(leave);
    var lead = document.createElement('span'); lead.className = 'noprint'; lead.textContent = 'Leave out';
    key.insertBefore(lead, key.firstChild); key.appendChild(say);
  }

  // Paper shows what is folded, except the long runs on which nothing rests
  var opened = [];
  addEventListener('beforeprint', function () {
    opened = all('details:not([open]):not(.run)'); opened.forEach(function (d) { d.open = true; });
  });
  addEventListener('afterprint', function () { opened.forEach(function (d) { d.open = false; }); });
  arrive();
})();
