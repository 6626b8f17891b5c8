// A click on a demo account fills the form; the person still presses the button.
document.addEventListener('click', (event) => {
  const chosen = event.target.closest('button[data-account]');
  if (!chosen) return;
  document.getElementById('username').value = chosen.dataset.account;
  document.getElementById('password').value = document.getElementById('demo-password').textContent;
  document.querySelector('form button').focus();
});
