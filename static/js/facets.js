// On a narrow screen the filters of a list start closed, so that its rows are near; with an error they stay open.
for (const box of document.querySelectorAll("details.facets__box")) {
  const narrow = matchMedia("(max-width: 61.99rem)").matches;
  if (narrow && !box.querySelector(".field--wrong")) box.open = false;
}
