"""How the site is put together: settings, addresses, the doors for web servers."""
