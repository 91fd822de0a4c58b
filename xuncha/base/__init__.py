"""What every room stands on: words, remarks, ids, spans, work days, money, sheets. No Django."""
