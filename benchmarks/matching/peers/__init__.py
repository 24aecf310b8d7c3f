"""What a user would otherwise take: a module a method, each at the best it can do for the task.

A module has ``prepare(task)``, which is not timed (reading forms and units in, building an index
of the forms), and gives the query, which is: from loaded data to pairs of rows.
"""
