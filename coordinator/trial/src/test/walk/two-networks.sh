#!/bin/bash
# Walks a member from nothing to its first study, with the member and the consortium on two network
# namespaces. Between them stands a company's proxy, which asks for a password and opens tunnels to
# port 443 only; there is no other way, and the member's machine cannot even resolve the
# coordinator's name. Every command is a process of its own, as people start them.
#
#   two-networks.sh FOLDER [ROUNDS LENGTH]
#
# FOLDER must be empty. The programs come from the environment: KUMIKI_NODE, KUMIKI_COORDINATOR and
# KUMIKI_PROXY name executables; PROGRAMS a folder for PostgreSQL's programs.
#
# Prints the member's commands, which are the README's, each with its seconds, and "walk done". Exit
# codes: 0 done, 1 failed, 77 this machine allows no network namespaces (the reason is on standard
# error).
set -euo pipefail

folder=$1
rounds=${2:-3}
length=${3:-20000}
root=$(cd "$(dirname "$0")/../../../../.." && pwd)
: "${KUMIKI_NODE:?}" "${KUMIKI_COORDINATOR:?}" "${KUMIKI_PROXY:?}" "${PROGRAMS:?}"

member=kumiki-$$-m
middle=kumiki-$$-p
consortium=kumiki-$$-c
host=coordinator.kumiki.test
services=()

fail() {
  printf 'walk: %s\n' "$1" >&2
  exit 1
}

# ---- three networks ------------------------------------------------------------------------------

cannot() {
  printf 'walk: NETWORK NAMESPACES ARE NOT POSSIBLE HERE: %s\n' "$1" >&2
  exit 77
}

remove_networks() {
  for network in "$member" "$middle" "$consortium"; do
    ip netns del "$network" 2>/dev/null || true
    rm -rf "/etc/netns/$network"
  done
}

# What walks left behind that were killed: their names hold the number of a process that is gone.
remove_leftovers() {
  for network in $(ip netns list | sed -n 's/^\(kumiki-[0-9]*-[mpc]\).*/\1/p'); do
    pid=${network#kumiki-}
    if [ ! -e "/proc/${pid%-?}" ]; then
      ip netns del "$network" || true
      rm -rf "/etc/netns/$network"
    fi
  done
}

# cable NETWORK ADDRESS NETWORK ADDRESS: a pair of interfaces and nothing behind them
cable() {
  ip link add "k$$$1a" type veth peer name "k$$$1b"
  ip link set "k$$$1a" netns "$2" name eth-out
  ip link set "k$$$1b" netns "$middle" name "eth-$1"
  ip -n "$2" addr add "$3" dev eth-out
  ip -n "$middle" addr add "$4" dev "eth-$1"
  ip -n "$2" link set eth-out up
  ip -n "$middle" link set "eth-$1" up
}

# names NETWORK LINE...: what this network's hosts file says, and no DNS server
names() {
  mkdir -p "/etc/netns/$1"
  printf 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n' >"/etc/netns/$1/resolv.conf"
  printf '127.0.0.1 localhost\n' >"/etc/netns/$1/hosts"
  [ $# -eq 1 ] || printf '%s\n' "$2" >>"/etc/netns/$1/hosts"
}

make_networks() {
  command -v ip >/dev/null || cannot "the program 'ip' is missing (package iproute2)"
  [ "$(id -u)" = 0 ] || cannot "this needs root"
  remove_leftovers
  why=$(ip netns add "$member" 2>&1) || cannot "${why:-ip netns add fails}"
  ip netns add "$middle"
  ip netns add "$consortium"
  why=$(cable m "$member" 10.77.1.2/30 10.77.1.1/30 2>&1) || cannot "${why:-no veth}"
  cable c "$consortium" 10.77.2.2/30 10.77.2.1/30
  for network in "$member" "$middle" "$consortium"; do
    ip -n "$network" link set lo up
  done
  # Nothing is passed on between the two cables but by the proxy.
  ip netns exec "$middle" sh -c 'echo 0 >/proc/sys/net/ipv4/ip_forward'
  ip -n "$member" route add default via 10.77.1.1
  ip -n "$consortium" route add default via 10.77.2.1
  names "$member" '10.77.1.1 proxy.acme.test'
  names "$middle" "10.77.2.2 $host"
  names "$consortium" "10.77.2.2 $host"
}

# ---- processes -----------------------------------------------------------------------------------

# Services end when the other end of their standard input does, however this script ends.
make_lease() {
  mkfifo "$folder/lease"
  exec 3<>"$folder/lease"
}

finish() {
  code=$?
  exec 3>&-
  for pid in "${services[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
  remove_networks
  exit "$code"
}

# service NETWORK LOG COMMAND...: in the background, for as long as the lease is held
service() {
  local network=$1 log=$2
  shift 2
  ip netns exec "$network" "$@" <"$folder/lease" >"$log" 2>&1 3>&- &
  services+=($!)
}

# within NETWORK COMMAND...
within() {
  local network=$1
  shift
  ip netns exec "$network" "$@" </dev/null 3>&-
}

# until_true SECONDS WHAT COMMAND...
until_true() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || fail "after a long time still not: $what"
    sleep 0.2
  done
}

# ---- what people type ----------------------------------------------------------------------------

operator() {
  within "$consortium" "$KUMIKI_COORDINATOR" "$@"
}

colleague() {
  local who=$1
  shift
  within "$consortium" "$KUMIKI_NODE" "$@" --dir "$folder/$who"
}

commands=0
first=
# member COMMAND...: one of the commands that the README counts
member() {
  commands=$((commands + 1))
  start=$(date +%s%N)
  first=${first:-$start}
  within "$member" "$KUMIKI_NODE" "$@" --dir "$folder/acme" >>"$folder/acme.out" ||
    fail "the member's command $commands failed: node $1"
  name=$1
  [ "$1" != roster ] || name="$1 $2"
  took "$start" "node $name"
}

took() {
  awk -v n="$commands" -v ns=$(($(date +%s%N) - $1)) -v what="$2" \
    'BEGIN { printf "member %d  %6.1f s  %s\n", n, ns / 1e9, what }'
}

member_start() {
  commands=$((commands + 1))
  start=$(date +%s%N)
  service "$member" "$folder/acme.log" "$KUMIKI_NODE" start --lease-stdin --dir "$folder/acme"
  until_true 180 "acme's service answers" test -f "$folder/acme/api-address"
  took "$start" "node start"
}

# ---- founding ------------------------------------------------------------------------------------

found() {
  operator init --dir "$folder/coordinator" --consortium steel --address "https://$host" \
    --api-port 8081 --programs "$PROGRAMS" >/dev/null
  (umask 077 && printf 'open sesame' >"$folder/proxy-password")
}

operator_starts() {
  service "$consortium" "$folder/coordinator.log" "$KUMIKI_COORDINATOR" start --lease-stdin \
    --dir "$folder/coordinator"
  until_true 180 "the coordinator answers" test -f "$folder/coordinator/api-address"
}

others_start() {
  for name in birch cedar; do
    service "$consortium" "$folder/$name.log" "$KUMIKI_NODE" start --lease-stdin \
      --dir "$folder/$name"
  done
  for name in birch cedar; do
    until_true 180 "the service of $name answers" test -f "$folder/$name/api-address"
  done
}

# ---- coming in -----------------------------------------------------------------------------------

invite() {
  operator invite "$1" --name "Company $1" --out "$folder/$1.invite.json" \
    --dir "$folder/coordinator" >/dev/null
}

# approve NAME: the call by phone, as soon as the six words stand in NAME.enrol
approve() {
  until_true 60 "$1 reads its words" grep -q '^    [a-z]' "$folder/$1.enrol"
  operator approve "$1" --words "$(sed -n 's/^    \([a-z]\)/\1/p' "$folder/$1.enrol")" \
    --dir "$folder/coordinator" >/dev/null
}

# enrol NETWORK NAME: the node waits while the operator approves
enrol() {
  within "$1" "$KUMIKI_NODE" enrol --dir "$folder/$2" >"$folder/$2.enrol" &
  local waiting=$!
  until_true 60 "the request of $2 has come" asked "$2"
  approve "$2"
  wait "$waiting" || fail "$2 is not enrolled"
}

asked() {
  operator enrolment list --dir "$folder/coordinator" | grep -q "^$1 "
}

member_enrols() {
  commands=$((commands + 1))
  local start
  start=$(date +%s%N)
  enrol "$member" acme
  took "$start" "node enrol"
}

# The ten words as a steward reads them to the next.
roster_words() {
  colleague birch roster show | sed -n 's/^  words: //p'
}

offered() {
  within "$1" "$KUMIKI_NODE" roster show --dir "$folder/$2" | grep -q '^  words: '
}

in_force() {
  operator status --dir "$folder/coordinator" | grep -q '^roster signed by acme, birch, cedar$'
}

join() {
  operator_starts
  look_at_the_networks
  port=8083
  for name in birch cedar; do
    invite "$name"
    colleague "$name" init --invite "$folder/$name.invite.json" --batch --api-port $port \
      --programs "$PROGRAMS" >/dev/null
    enrol "$consortium" "$name"
    port=$((port + 1))
  done
  invite acme
  member init --invite "$folder/acme.invite.json" --batch --programs "$PROGRAMS" \
    --proxy http://acme@proxy.acme.test:3128 --proxy-password-file "$folder/proxy-password"
  member_enrols
  others_start
  member_start
  operator roster --dir "$folder/coordinator" >/dev/null
  until_true 120 "birch is offered the roster" offered "$consortium" birch
  words=$(roster_words)
  until_true 120 "acme is offered the roster" offered "$member" acme
  member roster sign --words "$words"
  for name in birch cedar; do
    until_true 120 "$name is offered the roster" offered "$consortium" "$name"
    colleague "$name" roster sign --words "$words" >/dev/null
  done
  until_true 120 "the roster is in force" in_force
}

# ---- the first study -----------------------------------------------------------------------------

rehearse() {
  sed "s/^settings:.*/settings: {length: $length, rounds: $rounds}/" \
    "$root/docs/samples/study-rehearsal.yml" >"$folder/study.yml"
  operator study submit --dir "$folder/coordinator" "$folder/study.yml" >"$folder/submitted"
  hash=$(grep -o '[0-9a-f]\{64\}' "$folder/submitted" | head -n 1)
  until_true 120 "acme has the study" knows acme "$member"
  member approve "$hash"
  for name in birch cedar; do
    until_true 120 "$name has the study" knows "$name" "$consortium"
    colleague "$name" approve "$hash" >/dev/null
  done
  until_true 300 "the study is over" is_over
}

knows() {
  within "$2" "$KUMIKI_NODE" studies --dir "$folder/$1" | grep -q "$hash"
}

is_over() {
  within "$member" "$KUMIKI_NODE" result --dir "$folder/acme" "$hash"
}

# ---- what must not be possible -------------------------------------------------------------------

# tunnel USER:PASSWORD PORT: what the proxy answers to the member's machine
tunnel() {
  within "$member" curl -s -o /dev/null -w '%{http_connect}' --max-time 10 \
    --proxy http://10.77.1.1:3128 --proxy-user "$1" "https://$host:$2/" || true
}

look_at_the_networks() {
  if within "$member" curl -s --max-time 3 "https://10.77.2.2/" >/dev/null; then
    fail "the member's machine reaches the coordinator without the proxy"
  fi
  if within "$member" getent hosts "$host" >/dev/null; then
    fail "the member's machine resolves the coordinator's name"
  fi
  [ "$(tunnel acme:wrong 443)" = 407 ] || fail "the proxy takes a wrong password"
  [ "$(tunnel 'acme:open sesame' 8443)" = 403 ] || fail "the proxy opens other ports than 443"
  [ "$(tunnel 'acme:open sesame' 443)" = 200 ] || fail "the proxy opens no tunnel to port 443"
}

doctors() {
  within "$member" "$KUMIKI_NODE" doctor --dir "$folder/acme" ||
    fail "the member's doctor finds something red"
  operator doctor --dir "$folder/coordinator" ||
    fail "the coordinator's doctor finds something red"
}

trap finish EXIT
make_networks
make_lease
service "$middle" "$folder/proxy.log" "$KUMIKI_PROXY" 10.77.1.1 3128 acme "open sesame" 443

found
join
doctors
rehearse

awk -v n="$commands" -v ns=$(($(date +%s%N) - first)) \
  'BEGIN { printf "walk done: %d commands of the member, %.1f s in all\n", n, ns / 1e9 }'
