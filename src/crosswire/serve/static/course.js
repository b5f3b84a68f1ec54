// Draws the course of each tally with Vega-Lite. The table beside it says the same; without script it stands alone.
(function () {
  'use strict';
  var style = getComputedStyle(document.documentElement);
  function ink(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
  function step(field, width, colour, dash) {
    return {
      mark: { type: 'line', interpolate: 'step-after', strokeWidth: width, color: colour, strokeDash: dash, invalid: 'break-paths-show-domains' },
      encoding: { y: { field: field, type: 'quantitative' } }
    };
  }
  function chart(points, zero) {
    return {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      data: { values: points },
      width: 'container', height: 150, background: null,
      encoding: {
        x: { field: 'at', type: 'temporal', axis: { title: null, labelOverlap: true, tickCount: 6 } }
      },
      layer: [
        {
          mark: { type: 'area', interpolate: 'step-after', color: ink('--rule'), opacity: 0.5, invalid: 'break-paths-show-domains' },
          encoding: { y: { field: 'low', type: 'quantitative', axis: { title: null, tickCount: 4 }, scale: { zero: zero } }, y2: { field: 'high' } }
        },
        step('low', 1, ink('--soft'), [2, 2]),
        step('high', 1, ink('--soft'), [2, 2]),
        step('best', 2.5, ink('--ink'), []),
        { mark: { type: 'point', filled: true, size: 36, color: ink('--ink') }, encoding: { y: { field: 'best', type: 'quantitative' } } }
      ],
      config: {
        font: style.getPropertyValue('--sans'),
        view: { stroke: null },
        axis: {
          labelColor: ink('--soft'), labelFontSize: 12, gridColor: ink('--hair'), domainColor: ink('--soft'), tickColor: ink('--rule')
        },
        axisX: { grid: false }
      }
    };
  }
  function end(points) {
    var first = Date.parse(points[0].at), last = Date.parse(points[points.length - 1].at);
    return new Date(Math.min(Date.now(), last + Math.max((last - first) * 0.08, 3600000))).toISOString();
  }
  function draw() {
    document.querySelectorAll('[data-course]').forEach(function (place) {
      var points = JSON.parse(place.dataset.course);
      // The last state holds on: a step needs an end, if only a short one beside a long past.
      if (points.length) points.push(Object.assign({}, points[points.length - 1], { at: end(points) }));
      place.hidden = false;
      var spec = window.vegaLite.compile(chart(points, true)).spec;
      if (place.course) place.course.finalize();
      var view = place.course = new window.vega.View(window.vega.parse(spec, null, { ast: true }), {
        expr: window.vega.expressionInterpreter, renderer: 'svg', container: place, hover: false
      });
      view.runAsync().then(function () {
        var svg = place.querySelector('svg');
        if (svg) { svg.setAttribute('aria-hidden', 'true'); place.dataset.drawn = 'true'; }
      });
    });
  }
  draw();
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
