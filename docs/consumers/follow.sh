#!/usr/bin/env bash
# Follows index-events with kcat and jq: prints time, type, crate and version of each change of the index, from the first one on.
#
#   follow.sh [BROKERS [GROUP]]
#
# GROUP is the name under which the brokers keep your offsets: run it again with the same name and it goes on where it was. They are
# committed every 5 s and at the end, so after a kill some lines may come twice, or, where kcat had read but jq not printed them, be
# missing; follow.py, Follow.java and follow.rs lose none. Broker restarts are waited out. Tried with kcat 1.7.1 and jq 1.6:
# apt-get install kcat jq
set -euo pipefail

brokers=${1:-127.0.0.1:7880}
group=${2:-follow-$(id -un)}
remembered=100000 # ids, some 20 MB; a copy comes soon after its original, when a watcher was killed

# An event of a transaction that was aborted never happened: read_committed leaves it out.
kcat -b "$brokers" -G "$group" -q -u -E -J \
  -X isolation.level=read_committed -X auto.offset.reset=earliest -X session.timeout.ms=10000 index-events |
  jq --unbuffered -r '
    def header(name): .headers as $all | $all[($all | index(name)) + 1];
    (.payload | fromjson) as $event
    | [header("ce_id"), $event.commit.time, header("ce_type"), $event.crate, $event.version // "-"]
    | @tsv' |
  {
    declare -A seen=()
    ring=()
    n=0
    while IFS=$'\t' read -r id line; do
      [ -z "${seen[$id]:-}" ] || continue
      [ -z "${ring[n]:-}" ] || unset "seen[${ring[n]}]"
      ring[n]=$id
      seen[$id]=1
      n=$(((n + 1) % remembered))
      printf '%s\n' "$line"
    done
  }
