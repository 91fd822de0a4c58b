"""The shell: home, overview, menus, settings, addresses, base templates, the demo county."""
