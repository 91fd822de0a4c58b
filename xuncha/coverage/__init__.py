"""Who is to be inspected in a term: scope rules, targets cut out of two trees, and the proof that nobody is
left out.
"""
