"""What a desktop knows of the program: entries, icons, kinds of files, manual pages, completion.

All of it is made from declarations here, from the catalogues and from the parser of the command
line, and nothing of it is committed. `payload` gives the files of a Unix, `windows` what a
Windows installer registers.
"""
