// Small comforts; every page works without them.
document.documentElement.classList.add("lively");

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.me[open]")) {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  }
  const button = event.target.closest(".menu-button");
  if (button) {
    const groups = document.getElementById(button.getAttribute("aria-controls"));
    const open = groups.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  }
  const account = event.target.closest("[data-account]");
  if (account) {
    document.getElementById("id_login").value = account.dataset.account;
    const password = document.getElementById("id_password");
    password.value = account.dataset.password;
    password.focus();
  }
});

// a form is sent once
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});

// Escape closes what is open, and gives the focus back
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.me[open]")) {
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  }
});

// on a phone the filters are folded away until they are asked for
const narrow = matchMedia("(max-width: 800px)");
const fold = () => {
  for (const one of document.querySelectorAll("details.fold")) one.open = !narrow.matches;
};
narrow.addEventListener("change", fold);
fold();
