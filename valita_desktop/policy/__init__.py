"""What whoever looks after a computer has decided: where, what of it holds, and how it is told.

Policy is data. Nothing in it is run, and nothing in it stops the program: what is not right is
told and left out.
"""
