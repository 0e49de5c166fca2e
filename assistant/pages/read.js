// Draws text whose links open places on this page. They are real addresses too: they can be
// copied, and opened in a new tab.
const narrow = matchMedia("(max-width: 56rem)");

export default function ({ parentElement, data, setTriggerValue }) {
  const read = parentElement.querySelector(".read");
  if (read.drawn !== data.html) {
    read.innerHTML = data.html;
    read.drawn = data.html;
    const contents = read.querySelector(".contents");
    if (contents) contents.open = !narrow.matches;
  }

  read.onclick = (event) => {
    const link = event.target.closest('a[href^="las?"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (narrow.matches && read.querySelector(".contents")) read.querySelector(".contents").open = false;
    setTriggerValue("go", link.getAttribute("href").split("?")[1]);
  };

  if (data.current !== null) showCurrent(read, data.current);
  if (data.moves !== null) showBeginning(parentElement, read, data.moves);
}

// Marks the current section in the tree and opens the way to it.
function showCurrent(read, current) {
  for (const link of read.querySelectorAll("a[data-n]")) {
    if (Number(link.dataset.n) !== current) {
      link.removeAttribute("aria-current");
      continue;
    }
    link.setAttribute("aria-current", "true");
    if (read.current === current) continue;
    let above = link.closest("li details");
    while (above) {
      above.open = true;
      above = above.parentElement.closest("li details");
    }
    if (!narrow.matches) scrollColumn(read.getRootNode().host, link);
  }
  read.current = current;
}

// Brings a link into sight without moving the page.
function scrollColumn(host, link) {
  const column = host.closest('[data-testid="stColumn"]');
  const [outer, inner] = [column.getBoundingClientRect(), link.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    column.scrollTop += inner.top - outer.top - column.clientHeight / 3;
  }
}

// After each move: to the chosen passage, else to the heading. The first page is left at its top.
function showBeginning(parentElement, read, moves) {
  if (read.moves === moves) return;
  read.moves = moves;
  const chosen = read.querySelector(".chosen");
  if (!chosen && moves === 1) return;
  const place = chosen ?? read.querySelector("h2");
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}
