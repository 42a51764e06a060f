"""What Windows is handed: an MSI for a whole computer, and an installer for one person.

Both are made of the frozen folder by tools that run on Linux and, by the same lines, on a Windows
runner. What `resources.desktop.windows` declares is registered; what a person or an administrator
has written is nobody's component, so that no upgrade and no removal can take it.
"""
