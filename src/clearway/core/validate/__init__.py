"""Is a declaration lawful in itself? One function per rule, all findings at once."""
