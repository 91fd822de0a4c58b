"""The timetable that a solver makes: whom, on which day, by which pair (stage A); at which hour (stage B).

Must-talks are arranged first, by posts alone; everything else goes round them and never moves one.
"""
