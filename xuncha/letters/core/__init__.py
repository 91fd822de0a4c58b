"""What the letters desk knows: tables of letters, matters, suggestions, clocks, recusal."""
