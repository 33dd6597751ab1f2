// A button that copies each text that can be cited. Where the clipboard is closed to us, the text can still be marked.
function offer(text) {
  if (text.dataset.offered) return;
  text.dataset.offered = "true";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button cite__copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy the ${text.dataset.copy}`);
  const said = document.createElement("span");
  said.className = "cite__said";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.replace(/\u200b/g, "").trim());
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = "Marked: copy it with your keyboard.";
    }
  });
  const line = document.createElement("p");
  line.className = "cite__act";
  line.append(button, said);
  text.after(line);
}

const offerAll = () => document.querySelectorAll("[data-copy]").forEach(offer);

if (navigator.clipboard) {
  offerAll();
  // Lists answer in place: what they bring anew is offered too.
  new MutationObserver(offerAll).observe(document.getElementById("content"), { childList: true, subtree: true });
}
