"""The administrator's pages: parties, offices and officers, versions of the law, the event log, partners' sites."""
