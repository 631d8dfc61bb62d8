# Builds the small world that a program sees, goes into it, and gives up every right there. Runs as the first process of
# namespaces of its own. Arguments: folders, empty files and mounts of the new root, then the command.
set -efu
folders=$1 files=$2 mounts=$3
shift 3

# Over /sys, because nothing that is mounted below comes from there.
mount -n -t tmpfs -o size=1m,mode=755,nosuid,nodev root /sys
cd /sys
IFS='
'
mkdir -p $folders
for file in $files; do : > "$file"; done
printf '%s\n' "$mounts" > mounts
mount -n --all --fstab ./mounts

# One more user namespace, for the next step, and none after it; no System V shared memory, which no limit would count.
echo 1 > /proc/sys/user/max_user_namespaces
echo 0 > /proc/sys/kernel/shmmni

# The old root lies over /work for as long as it takes to let go of it.
pivot_root . work
/tools/umount -n -l /work
cd /work
unset PATH PWD OLDPWD SHLVL
exec "$@"
