package dev.torrentcrates.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.upstream.sample.SampleLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each operation leaves in the index and on the shelf. */
class OperationsTest {
    private static final SampleCrate ALPHA_1 = SampleCrates.library("Alpha", "1.0.0");
    private static final SampleCrate ALPHA_2 = SampleCrates.library("Alpha", "2.0.0");

    @TempDir Path folder;
    private UpstreamSim sim;

    @BeforeEach
    void start() {
        sim = UpstreamSim.start(folder);
    }

    @AfterEach
    void stop() {
        sim.close();
    }

    @Test
    void aPublishedLineHasTheKeysAndTheirOrderOfCratesIo() {
        SampleLibrary alpha = SampleLibrary.of("Alpha", "1.0.0");
        SampleCrate beta = SampleLibrary.of("beta", "0.1.0").dependingOn(alpha).crate();
        Commit commit = sim.publish(beta);

        assertThat(sim.line("beta", "0.1.0"))
                .isEqualTo(
                        "{\"name\":\"beta\",\"vers\":\"0.1.0\",\"deps\":[{\"name\":\"Alpha\","
                                + "\"req\":\"^1.0.0\",\"features\":[],\"optional\":false,"
                                + "\"default_features\":true,\"target\":null,\"kind\":\"normal\"}],"
                                + "\"cksum\":\""
                                + beta.cksum()
                                + "\",\"features\":{},\"yanked\":false,\"rust_version\":\"1.56\","
                                + "\"pubtime\":\""
                                + commit.time()
                                + "\"}");
    }

    @Test
    void versionsAreAppendedToOneFileInLowerCase() {
        sim.publish(ALPHA_1);
        sim.publish(ALPHA_2);
        assertThat(sim.files())
                .containsOnlyKeys("al/ph/alpha")
                .containsEntry(
                        "al/ph/alpha",
                        sim.line("Alpha", "1.0.0") + "\n" + sim.line("Alpha", "2.0.0") + "\n");
        assertThat(sim.crateFile("Alpha", "2.0.0")).isEqualTo(ALPHA_2.content());
    }

    @Test
    void aVersionIsPublishedOnce() {
        Commit published = sim.publish(ALPHA_1);
        assertThatThrownBy(() -> sim.publish(ALPHA_1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Alpha 1.0.0");
        assertThat(sim.head()).isEqualTo(published);
    }

    @Test
    void yankAndUnyankChangeNothingElse() {
        sim.publishAll(List.of(ALPHA_1, ALPHA_2));
        var before = sim.files();

        sim.yank("Alpha", "1.0.0");
        assertThat(sim.lines()).extracting(IndexLine::yanked).containsExactly(true, false);

        sim.unyank("Alpha", "1.0.0");
        assertThat(sim.files()).isEqualTo(before);
    }

    @Test
    void aLineThatDoesNotSayYankedCanBeYanked() {
        byte[] content = "beta".getBytes(UTF_8);
        String line =
                "{\"name\":\"beta\",\"vers\":\"1.0.0\",\"deps\":[],\"cksum\":\"%s\"}"
                        .formatted(Sha256.ofContent(content));
        sim.publish(line, content);
        sim.yank("beta", "1.0.0");
        assertThat(sim.lines()).singleElement().matches(IndexLine::yanked);
    }

    @Test
    void theLastDeletedVersionTakesTheFileWithIt() {
        sim.publishAll(List.of(ALPHA_1, ALPHA_2));
        sim.delete("Alpha", "1.0.0");
        assertThat(sim.lines()).extracting(IndexLine::toString).containsExactly("Alpha 2.0.0");
        assertThatThrownBy(() -> sim.crateFile("Alpha", "1.0.0"))
                .isInstanceOf(NoSuchElementException.class);

        sim.delete("Alpha", "2.0.0");
        assertThat(sim.files()).isEmpty();
    }

    @Test
    void aDeletedCrateLeavesTheOthers() {
        sim.publishAll(List.of(ALPHA_1, ALPHA_2, SampleCrates.library("alphabet", "1.0.0")));
        sim.deleteCrate("Alpha");
        assertThat(sim.files()).containsOnlyKeys("al/ph/alphabet");
        assertThatThrownBy(() -> sim.crateFile("Alpha", "2.0.0"))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aRewriteChangesOneLine() {
        sim.publishAll(List.of(ALPHA_1, ALPHA_2));
        String untouched = sim.line("Alpha", "2.0.0");
        sim.rewrite("Alpha", "1.0.0", line -> line.replace("\"1.56\"", "\"1.60\""));
        assertThat(sim.line("Alpha", "1.0.0")).contains("\"rust_version\":\"1.60\"");
        assertThat(sim.line("Alpha", "2.0.0")).isEqualTo(untouched);
    }

    @Test
    void aRepublishedVersionHasOtherBytesAndTheirCksum() {
        sim.publish(ALPHA_1);
        String before = sim.line("Alpha", "1.0.0");
        SampleCrate other = SampleLibrary.of("Alpha", "1.0.0").saying("Not the same.").crate();
        assertThat(other.cksum()).isNotEqualTo(ALPHA_1.cksum());

        sim.republish("Alpha", "1.0.0", other.content());
        assertThat(sim.line("Alpha", "1.0.0"))
                .isEqualTo(before.replace(ALPHA_1.cksum().hex(), other.cksum().hex()));
        assertThat(sim.crateFile("Alpha", "1.0.0")).isEqualTo(other.content());
    }

    @Test
    void aBadLineStaysAsItIsWhileOthersChange() {
        sim.publish(ALPHA_1);
        String bad = "{\"name\":\"../../etc/passwd\",\"vers\":\"1.0.0\"";
        sim.appendRawLine("al/ph/alpha", bad);
        byte[] notUtf8 = {(byte) 0xff, (byte) 0xfe};
        sim.commit("not UTF-8", edit -> edit.appendRawLine("al/ph/alpha", notUtf8));
        sim.publish(ALPHA_2);
        sim.delete("Alpha", "1.0.0");

        assertThat(sim.files().get("al/ph/alpha"))
                .isEqualTo(bad + "\n\ufffd\ufffd\n" + sim.line("Alpha", "2.0.0") + "\n");
        assertThat(sim.lines()).hasSize(1);
    }

    @Test
    void differentChangesGoIntoOneCommit() {
        sim.publishAll(List.of(ALPHA_1, ALPHA_2));
        sim.commit(
                "a bulk job",
                edit -> {
                    edit.yank("Alpha", "1.0.0");
                    edit.delete("Alpha", "2.0.0");
                    edit.publish(SampleCrates.library("beta", "1.0.0"));
                });
        assertThat(sim.lines())
                .extracting(line -> line + " " + line.yanked())
                .containsExactly("Alpha 1.0.0 true", "beta 1.0.0 false");
    }

    @Test
    void aFailedCommitLeavesNothingBehind() {
        Commit before = sim.head();
        assertThatThrownBy(
                        () ->
                                sim.commit(
                                        "half",
                                        edit -> {
                                            edit.publish(ALPHA_1);
                                            edit.yank("absent", "1.0.0");
                                        }))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("absent 1.0.0");
        assertThat(sim.head()).isEqualTo(before);
        assertThatThrownBy(() -> sim.crateFile("Alpha", "1.0.0"))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void manyThreadsMayPublishAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Commit>> commits =
                    IntStream.range(0, 40)
                            .mapToObj(i -> SampleCrates.ofText("same", "1.0." + i, "text"))
                            .map(crate -> threads.submit(() -> sim.publish(crate)))
                            .toList();
            for (Future<Commit> commit : commits) {
                commit.get();
            }
        }
        assertThat(sim.lines()).hasSize(40);
    }

    @Test
    void aSimulationStartedAgainInItsFolderHasEverything() {
        sim.publish(ALPHA_1);
        var before = sim.files();
        sim.close();

        sim = UpstreamSim.start(folder);
        assertThat(sim.files()).isEqualTo(before);
        assertThat(sim.crateFile("Alpha", "1.0.0")).isEqualTo(ALPHA_1.content());
        sim.yank("Alpha", "1.0.0");
    }
}
