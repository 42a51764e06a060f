"""Building what is handed to schools, a stage a module; `build_installer.py` is the door."""
