// The desk: what the server has saved need not be kept in this browser any longer.
for (const saved of document.querySelectorAll("[data-saved]")) {
  for (const path of saved.dataset.saved.split(" ")) localStorage.removeItem(`desk:${saved.dataset.savedUser}:${path}`);
}
