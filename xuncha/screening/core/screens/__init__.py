"""The screens, one file each; adding a file adds the screen."""
