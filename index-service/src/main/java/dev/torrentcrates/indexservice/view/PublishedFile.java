package dev.torrentcrates.indexservice.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.Sha256;
import java.util.List;

/** A file of the published index: a line for each visible version, in the order of versions. */
public final class PublishedFile {
    /** 128 bits are plenty to tell one content of a file from another. */
    private static final int ETAG_DIGITS = 32;

    private final byte[] content;
    private final String etag;

    private PublishedFile(byte[] content, String etag) {
        this.content = content;
        this.etag = etag;
    }

    /** The file of these versions, in their order. */
    public static PublishedFile of(List<PublishedVersion> versions) {
        StringBuilder text = new StringBuilder();
        versions.forEach(version -> text.append(version.line().json()).append('\n'));
        byte[] content = text.toString().getBytes(UTF_8);
        String digest = Sha256.ofContent(content).hex().substring(0, ETAG_DIGITS);
        return new PublishedFile(content, "\"" + digest + "\"");
    }

    /** The bytes, shared: not to be altered. */
    public byte[] content() {
        return content;
    }

    /** Strong and ASCII, from the content alone, so that replicas agree; with its quotes. */
    public String etag() {
        return etag;
    }
}
