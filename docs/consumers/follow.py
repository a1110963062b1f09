#!/usr/bin/env python3
"""Follows index-events: prints time, type, crate and version of each change of the index.

    follow.py [BROKERS [OFFSETS_FILE]]

Starts with the first event there is, and goes on where it was when it is started again: the offsets
are in OFFSETS_FILE, not with the brokers. Stopped at any point it loses nothing; what it printed last
may be printed again. Broker restarts are waited out.

Needs confluent-kafka from 1.7 on: apt-get install python3-confluent-kafka, or pip install
confluent-kafka.
"""

import json
import os
import sys
from collections import OrderedDict

from confluent_kafka import OFFSET_BEGINNING, Consumer, TopicPartition

TOPIC = "index-events"
PARTITIONS = 32  # for ever
REMEMBERED = 100_000  # ids; a copy comes soon after its original, when a watcher was killed


def read_offsets(path):
    """What to read next, by partition."""
    if not os.path.exists(path):
        return {}
    with open(path) as file:
        return {int(partition): int(offset) for partition, offset in map(str.split, file)}


def write_offsets(path, offsets):
    """All or nothing, so that a crash leaves the old ones."""
    with open(path + ".new", "w") as file:
        file.writelines(f"{partition} {offset}\n" for partition, offset in sorted(offsets.items()))
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)


def show(message):
    kind = dict(message.headers())["ce_type"].decode()
    event = json.loads(message.value())
    print(event["commit"]["time"], kind, event["crate"], event.get("version", "-"), sep="\t")


def main(brokers="127.0.0.1:7880", path="follow.offsets"):
    offsets = read_offsets(path)
    seen = OrderedDict()
    consumer = Consumer(
        {
            "bootstrap.servers": brokers,
            # An event of a transaction that was aborted never happened.
            "isolation.level": "read_committed",
            "auto.offset.reset": "earliest",
            # The client insists on a name, but nothing joins that group: partitions are assigned.
            "group.id": "follow",
            "enable.auto.commit": False,
        }
    )
    consumer.assign(
        [TopicPartition(TOPIC, p, offsets.get(p, OFFSET_BEGINNING)) for p in range(PARTITIONS)]
    )
    while True:
        messages = consumer.consume(1_000, timeout=1)
        for message in messages:
            if message.error():
                print(message.error(), file=sys.stderr)  # the client goes on by itself
                if message.error().fatal():
                    sys.exit(1)
                continue
            offsets[message.partition()] = message.offset() + 1
            event_id = dict(message.headers())["ce_id"]
            if event_id in seen:
                continue
            seen[event_id] = True
            if len(seen) > REMEMBERED:
                seen.popitem(last=False)
            show(message)
        if messages:
            sys.stdout.flush()
            write_offsets(path, offsets)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        pass
