"""The peer of the recipe: libtorrent makes the same torrents of the same files.

Reads commands from its input. "round": makes the torrent of every file, and answers with the
seconds that it took. "hashes": answers with the infohash of each, in the order of the files.
Arguments: the folder of the files, and a file with their names.
"""

import hashlib
import os
import sys
import time

import libtorrent

BLOCK = 16 * 1024
LARGEST_PIECE = 4 * 1024 * 1024


def piece_length(length):
    piece = BLOCK
    while piece < length and piece < LARGEST_PIECE:
        piece *= 2
    return piece


def make(folder, name):
    length = os.path.getsize(os.path.join(folder, name))
    files = libtorrent.file_storage()
    files.add_file(name, length)
    torrent = libtorrent.create_torrent(files, piece_length(length))
    libtorrent.set_piece_hashes(torrent, folder)
    return libtorrent.bencode(torrent.generate())


def infohash(torrent):
    info = libtorrent.bdecode(torrent)[b"info"]
    return hashlib.sha1(libtorrent.bencode(info)).hexdigest()


def main(folder, listing):
    with open(listing) as lines:
        names = lines.read().splitlines()
    torrents = []
    for command in sys.stdin:
        if command.strip() == "round":
            began = time.perf_counter()
            torrents = [make(folder, name) for name in names]
            print(time.perf_counter() - began, flush=True)
        else:
            for torrent in torrents:
                print(infohash(torrent), flush=True)


main(*sys.argv[1:])
