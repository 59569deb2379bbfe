// Small comforts; every page works without them.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.me[open]")) {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
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
