"""Writing notes, asking for files, giving corrections."""
