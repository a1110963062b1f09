package dev.torrentcrates.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;

/**
 * Where content lies in the bucket. Made of validated values alone, so no text from outside becomes
 * a path in storage.
 */
public sealed interface BlobKey {

    /** The key's text, such as {@code crates/ab/ab12....crate}. Needs no escaping in a path. */
    String path();

    /** The key of a crate file. */
    static BlobKey crate(Sha256 cksum) {
        return new OfCrate(cksum);
    }

    /** The key of the torrent of a crate file. */
    static BlobKey torrent(Sha256 cksum, CrateName name, CrateVersion version) {
        return new OfTorrent(cksum, name, version);
    }

    /**
     * A crate file.
     *
     * @param cksum the sha256 of the file
     */
    record OfCrate(Sha256 cksum) implements BlobKey {
        @Override
        public String path() {
            return "crates/" + cksum.shard() + "/" + cksum.hex() + ".crate";
        }
    }

    /**
     * A torrent. The same bytes published under another name have another torrent, since the file
     * name is part of the infohash; so it is part of the key.
     *
     * @param cksum the sha256 of the crate file
     */
    record OfTorrent(Sha256 cksum, CrateName name, CrateVersion version) implements BlobKey {
        /**
         * A file name may have 255 bytes, and a store on a file system (s3proxy) adds 37 of its own
         * while it writes. With the checksum and the ending, this many are left for certain.
         */
        private static final int MAX_TITLE_LENGTH = 128;

        @Override
        public String path() {
            return "torrents/" + cksum.shard() + "/" + cksum.hex() + "-" + title() + ".torrent";
        }

        /** Where the names are too long for a file name, their digest stands for them. */
        private String title() {
            String title = name.value() + "-" + version.value();
            return title.length() <= MAX_TITLE_LENGTH
                    ? title
                    : Sha256.ofContent(title.getBytes(UTF_8)).hex();
        }
    }
}
