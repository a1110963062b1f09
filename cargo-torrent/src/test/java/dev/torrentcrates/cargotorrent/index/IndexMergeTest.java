package dev.torrentcrates.cargotorrent.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.cargotorrent.index.IndexMerge.Conflict;
import dev.torrentcrates.cargotorrent.index.IndexMerge.Merged;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** Upstream's line wins, and torrents are added to it. */
class IndexMergeTest {
    private static final String PATH = "ti/da/tidal";
    private static final byte[] CONTENT = "the content".getBytes(UTF_8);
    private static final byte[] OTHER_CONTENT = "other content".getBytes(UTF_8);

    @Test
    void aTorrentOfTheSameCksumIsTheLastKeyOfUpstreamsLine() {
        String upstream = line("1.0.0", CONTENT, ",  \"odd\" : [1 ,2]");
        String service = withTorrent(line("1.0.0", CONTENT, ""), CONTENT);

        String merged = merge(upstream + "\n", service + "\n");

        assertThat(merged)
                .startsWith(upstream.substring(0, upstream.length() - 1) + ",\"torrent\":{")
                .endsWith("}}\n");
        assertThat(IndexLine.parse(merged.strip()).torrent())
                .contains(torrent("1.0.0", CONTENT).entry());
    }

    @Test
    void aLineThatTheIndexServiceHasNotStaysAsItIs() {
        String known = line("1.0.0", CONTENT, "");
        String unknown = line("1.1.0", OTHER_CONTENT, ",\"yanked\":true");

        String merged = merge(known + "\n" + unknown + "\n", withTorrent(known, CONTENT) + "\n");

        assertThat(merged.lines()).hasSize(2).last().isEqualTo(unknown);
        assertThat(merged.lines().findFirst().orElseThrow()).contains("\"torrent\":");
    }

    @Test
    void upstreamsYankWinsOverAnOlderLineOfTheIndexService() {
        String yanked = line("1.0.0", CONTENT, ",\"yanked\":true");

        String merged = merge(yanked, withTorrent(line("1.0.0", CONTENT, ""), CONTENT));

        assertThat(IndexLine.parse(merged).yanked()).isTrue();
        assertThat(IndexLine.parse(merged).torrent()).isPresent();
    }

    @Test
    void aDifferingCksumIsReportedAndItsTorrentNeverUsed() {
        String upstream = line("1.0.0", CONTENT, "");
        String service = withTorrent(line("1.0.0", OTHER_CONTENT, ""), OTHER_CONTENT);

        Merged merged = IndexMerge.merge(PATH, bytes(upstream), bytes(service));

        assertThat(merged.content()).isEqualTo(bytes(upstream));
        assertThat(merged.conflicts())
                .containsExactly(
                        new Conflict(IndexLine.parse(upstream), Sha256.ofContent(OTHER_CONTENT)));
    }

    @Test
    void versionsThatOnlyTheIndexServiceHasAreLeftOut() {
        String upstream = line("1.0.0", CONTENT, "");
        String service = withTorrent(line("2.0.0", CONTENT, ""), CONTENT);

        assertThat(merge(upstream, service)).isEqualTo(upstream);
    }

    @Test
    void aFileWithoutOffersIsTheSameBytes() {
        byte[] upstream = bytes("anything at all\n\n\u00ff");

        assertThat(IndexMerge.merge(PATH, upstream, new byte[0]).content()).isSameAs(upstream);
        assertThat(IndexMerge.merge(PATH, upstream, bytes("not JSON\n")).content())
                .isSameAs(upstream);
    }

    @Test
    void linesThatCannotBeReadStayByteForByteWhereTheyAre() {
        byte[] upstream =
                concat(
                        bytes("not JSON\n\n"),
                        new byte[] {(byte) 0xff, '\n'},
                        bytes(line("1.0.0", CONTENT, "")));
        byte[] service = bytes(withTorrent(line("1.0.0", CONTENT, ""), CONTENT));

        byte[] merged = IndexMerge.merge(PATH, upstream, service).content();

        assertThat(merged)
                .startsWith(concat(bytes("not JSON\n\n"), new byte[] {(byte) 0xff, '\n'}));
        assertThat(new String(merged, UTF_8)).endsWith("}}").contains("\"torrent\":");
    }

    @Test
    void aLineOfAnotherCrateIsGivenNoTorrent() {
        String stray = line("1.0.0", CONTENT, "").replace("tidal", "other");
        String service = withTorrent(line("1.0.0", CONTENT, ""), CONTENT);

        assertThat(merge(stray, service)).isEqualTo(stray);
    }

    @Test
    void aTorrentThatNoRecipeGivesIsNoOffer() {
        String upstream = line("1.0.0", CONTENT, "");
        String service = withTorrent(upstream, CONTENT).replace("\"recipe\":1", "\"recipe\":7");

        assertThat(merge(upstream, service)).isEqualTo(upstream);
    }

    private static String merge(String upstream, String service) {
        return new String(IndexMerge.merge(PATH, bytes(upstream), bytes(service)).content(), UTF_8);
    }

    private static String line(String version, byte[] content, String more) {
        return "{\"name\":\"tidal\",\"vers\":\"%s\",\"deps\":[],\"cksum\":\"%s\"%s}"
                .formatted(version, Sha256.ofContent(content), more);
    }

    private static String withTorrent(String line, byte[] content) {
        IndexLine parsed = IndexLine.parse(line);
        return parsed.withTorrent(torrent(parsed.version().value(), content).entry());
    }

    private static CrateTorrent torrent(String version, byte[] content) {
        IndexLine line = IndexLine.parse(line(version, content, ""));
        return TorrentRecipe.of(line.name(), line.version(), content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
