"""The engine under all plans: rules that post demands and judge plans, one solver, reasons, replanning.

A room describes what may be decided (`Problem`), writes its rules (`Rule`) and calls `solve`. Everything is a
pure function of the problem and the rules; no Django, no clock, no files.
"""
