package dev.torrentcrates.upstream.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Packs files as {@code cargo package} does: a gzipped tar with everything in one folder.
 *
 * <p>The same files give the same bytes: the order is that of their paths, and owners and times are
 * fixed.
 */
final class CrateArchive {
    /** The time that cargo gives every file of a crate. */
    private static final Instant FILE_TIME = Instant.ofEpochSecond(1_153_704_088);

    private CrateArchive() {}

    /**
     * Packs.
     *
     * @param folder {@code {name}-{version}}, as cargo insists
     * @param files from path in the folder to content
     */
    static byte[] pack(String folder, SortedMap<String, byte[]> files) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(packed), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(folder + "/" + file.getKey());
                entry.setSize(file.getValue().length);
                entry.setModTime(FILE_TIME.toEpochMilli());
                entry.setMode(0100644);
                entry.setIds(0, 0);
                entry.setNames("", "");
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("packing " + folder + " in memory", e);
        }
        return packed.toByteArray();
    }
}
