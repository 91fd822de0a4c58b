"""The public intake. It can seal a report and cannot open one."""
