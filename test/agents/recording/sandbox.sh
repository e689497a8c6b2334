#!/bin/sh
# Inside new namespaces: no network but loopback, empty /home, /tmp and /root, the programs below
# /opt/agents, a user `dev`. All of it is gone when the command ends, as are the processes.
# Usage: sandbox.sh INSTALLED COMMAND...
set -e
installed=$1
shift
ip link set lo up
hostname box
mount -t tmpfs tmpfs /opt
mkdir -p /opt/agents
mount --bind "$installed" /opt/agents
mount -t tmpfs tmpfs /home
mount -t tmpfs tmpfs /tmp
chmod 1777 /tmp
echo 'root:x:0:0:root:/nowhere:/bin/sh
dev:x:1000:1000:dev:/home/dev:/bin/bash' > /opt/passwd
mount --bind /opt/passwd /etc/passwd
exec env -i PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 TZ=UTC "$@"
