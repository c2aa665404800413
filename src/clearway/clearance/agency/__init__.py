"""The pages of an agency: its permits, who has used them, and who waits for one."""
