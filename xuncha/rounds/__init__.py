"""A round from opening to closing: its kind and settings, the inspections, the plan counted back, the stage
guide.
"""
