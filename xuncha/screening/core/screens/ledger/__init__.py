"""The screens over account books and the papers beside them, one file each; adding a file adds the screen."""
