# Runs a PostgreSQL postmaster for as long as standard input stays open.
# Usage: sh -c "$(cat supervise.sh)" supervise LOG COMMAND...
#
# The other end of standard input is held by the JVM. The kernel closes it when the JVM ends, even
# by SIGKILL, and then PostgreSQL is stopped: fast, then immediately, then by force. The times stay
# under the 10 s within which everything must be gone; an immediate stop costs a recovery at the
# next start and no data.
log=$1
shift
umask 077
exec 3<&0 </dev/null 2>>"$log"

"$@" 3<&- >>"$log" 2>&1 &
postmaster=$!
echo "$postmaster"
exec >/dev/null

(
  while read -r ignored; do :; done <&3
  kill -INT "$postmaster" 2>/dev/null && sleep 4
  kill -QUIT "$postmaster" 2>/dev/null && sleep 2
  kill -KILL "$postmaster" 2>/dev/null
) &
watcher=$!
exec 3<&-

wait "$postmaster"
status=$?
kill "$watcher" 2>/dev/null
exit "$status"
