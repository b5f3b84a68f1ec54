// A folder can be chosen where the browser can; the page works without.
(function () {
  'use strict';
  var folder = document.querySelector('[data-folder]');
  if (folder && 'webkitdirectory' in document.createElement('input')) folder.hidden = false;
})();
