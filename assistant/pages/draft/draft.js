// Draws the text of a draft, and tells what was pressed in it.
export default function ({ parentElement, data, setTriggerValue }) {
  const text = parentElement.querySelector(".draft");
  if (text.drawn !== data.html) {
    text.innerHTML = data.html;
    text.drawn = data.html;
    comeBack(text);
  }

  text.onclick = (event) => {
    const pressed = event.target.closest("button[data-act]");
    if (!pressed) return;
    if (pressed.dataset.act.startsWith("edit ")) {
      text.left = pressed.closest("[data-key]").dataset.key;
      whenThere(".st-key-editing textarea", (field) => field.focus());
    }
    setTriggerValue("act", pressed.dataset.act);
  };

  if (text.sought !== data.sought) {
    text.sought = data.sought;
    const paragraph = paragraphOf(text, data.sought);
    paragraph?.focus({ preventScroll: true });
    paragraph?.scrollIntoView({ block: "center" });
  }
}

function paragraphOf(text, key) {
  return [...text.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
}

// The paragraph that was edited stands here again: the keyboard goes back to it.
function comeBack(text) {
  const paragraph = text.left && paragraphOf(text, text.left);
  if (!paragraph) return;
  text.left = null;
  paragraph.querySelector('[data-act^="edit "]').focus();
}

// The page draws the field somewhat later.
function whenThere(selector, then) {
  const observer = new MutationObserver(() => {
    const found = document.querySelector(selector);
    if (!found) return;
    observer.disconnect();
    then(found);
  });
  observer.observe(document.body, { childList: true, subtree: true });
}
