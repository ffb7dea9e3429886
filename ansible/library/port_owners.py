#!/usr/bin/python3
"""Which of some ports are taken on a host, and by whom."""

import os
import re

from ansible.module_utils.basic import AnsibleModule

DOCUMENTATION = r"""
---
module: port_owners
short_description: Says which of some TCP ports are taken on a host, and by which process and unit
options:
  ports:
    description: ports to look at
    type: list
    elements: int
    required: true
author: [cQube]
"""

EXAMPLES = r"""
- name: Who listens
  port_owners:
    ports: [443, 8443]
"""

RETURN = r"""
taken:
  description: the ports that somebody listens on
  returned: always
  type: list
  elements: dict
  sample: [{port: 443, process: nginx, unit: nginx.service}]
"""


def unit(pid):
    """The systemd unit that a process belongs to; empty if none is known."""
    try:
        with open(f"/proc/{pid}/cgroup", encoding="utf-8") as file:
            found = re.findall(r"/([^/\n]+\.(?:service|scope))(?:/|\n|$)", file.read())
    except FileNotFoundError:
        return ""
    return found[-1] if found else ""


def main():
    module = AnsibleModule(
        argument_spec={"ports": {"type": "list", "elements": "int", "required": True}}, supports_check_mode=True
    )
    tool = module.get_bin_path("ss", required=True)
    _, output, _ = module.run_command([tool, "-Hltnp"], check_rc=True)
    taken = {}
    for line in output.splitlines():
        # state, two queues, local address, peer, processes
        parts = line.split(None, 5)
        port = int(parts[3].rsplit(":", 1)[1])
        if port not in module.params["ports"]:
            continue
        process = re.search(r'\(\("([^"]*)",pid=(\d+)', parts[5] if len(parts) > 5 else "")
        taken[port] = {
            "port": port,
            "process": process.group(1) if process else "",
            "unit": unit(process.group(2)) if process and os.path.isdir("/proc") else "",
        }
    module.exit_json(changed=False, taken=[taken[port] for port in sorted(taken)])


if __name__ == "__main__":
    main()
