package dev.torrentcrates.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.RefSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clones and fetches with the two gits that there are: the command and JGit. */
class GitOverHttpTest {
    @TempDir Path folder;
    private UpstreamSim sim;

    @BeforeEach
    void start() {
        sim = UpstreamSim.start(folder.resolve("sim"));
        sim.publish(SampleCrates.library("alpha", "1.0.0"));
    }

    @AfterEach
    void stop() {
        sim.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void gitClonesAndFetchesWhatCameAfterwards(String protocol) throws Exception {
        cloneIndex("-c", "protocol.version=" + protocol);
        assertThat(folder.resolve("clone/al/ph/alpha"))
                .hasContent(sim.line("alpha", "1.0.0") + "\n");

        Commit yanked = sim.yank("alpha", "1.0.0");
        sim.publish(SampleCrates.library("beta", "0.1.0"));
        git("pull", "--quiet");

        assertThat(folder.resolve("clone/al/ph/alpha"))
                .hasContent(sim.line("alpha", "1.0.0") + "\n")
                .content()
                .contains("\"yanked\":true");
        assertThat(folder.resolve("clone/be/ta/beta")).exists();
        assertThat(git("rev-parse", "HEAD").strip()).isEqualTo(sim.head().id());
        assertThat(git("rev-parse", "HEAD~1").strip()).isEqualTo(yanked.id());
        git("fsck", "--strict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void gitClonesShallowAndFetchesOn(String protocol) throws Exception {
        sim.publish(SampleCrates.library("beta", "0.1.0"));
        cloneIndex("-c", "protocol.version=" + protocol, "--depth", "1");
        assertThat(git("rev-list", "--count", "HEAD").strip()).isEqualTo("1");

        sim.publish(SampleCrates.library("gamma", "0.1.0"));
        git("fetch", "--quiet", "--depth", "1", "origin", "master");
        assertThat(git("rev-parse", "FETCH_HEAD").strip()).isEqualTo(sim.head().id());
    }

    @Test
    void gitClonesWithoutBlobsAndFromTheFolder() throws Exception {
        cloneIndex("--filter=blob:none");
        Command.git(folder, "clone", "--quiet", sim.gitFolder().toUri().toString(), "from-folder");
        assertThat(folder.resolve("clone/al/ph/alpha")).exists();
        assertThat(folder.resolve("from-folder/al/ph/alpha")).exists();
    }

    @Test
    void aFetchThatNamesManyCommitsIsCompressedAndUnderstood() throws Exception {
        cloneIndex("-c", "protocol.version=0");
        git("config", "user.name", "someone");
        git("config", "user.email", "someone@localhost");
        // git names the newest commits first: so many local ones that the request gets long.
        Map<String, String> later = Map.of("GIT_COMMITTER_DATE", "2090-01-01T00:00:00Z");
        for (int i = 0; i < 60; i++) {
            Command.run(
                    folder.resolve("clone"),
                    later,
                    "git",
                    "commit",
                    "--quiet",
                    "--allow-empty",
                    "--message",
                    "local " + i);
        }
        sim.yank("alpha", "1.0.0");
        Map<String, String> trace = Map.of("GIT_TRACE_CURL", "1", "GIT_TRACE_CURL_NO_DATA", "1");
        assertThat(Command.run(folder.resolve("clone"), trace, "git", "fetch", "origin"))
                .containsIgnoringCase("Content-Encoding: gzip");
        assertThat(git("rev-parse", "origin/master").strip()).isEqualTo(sim.head().id());
    }

    @Test
    void jgitClonesAndFetches() throws Exception {
        try (Git git =
                Git.cloneRepository()
                        .setURI(sim.indexUrl().toString())
                        .setBare(true)
                        .setDirectory(folder.resolve("jgit").toFile())
                        .call()) {
            sim.yank("alpha", "1.0.0");
            git.fetch().setRefSpecs(new RefSpec("+refs/heads/master:refs/heads/master")).call();
            assertThat(git.getRepository().resolve("master"))
                    .isEqualTo(ObjectId.fromString(sim.head().id()));
        }
    }

    @Test
    void jgitClonesShallow() throws Exception {
        try (Git git =
                Git.cloneRepository()
                        .setURI(sim.indexUrl().toString())
                        .setBare(true)
                        .setDepth(1)
                        .setDirectory(folder.resolve("jgit").toFile())
                        .call()) {
            assertThat(git.log().call()).hasSize(1);
        }
    }

    @Test
    void aSquashKeepsTheTreeAndTheOldHeadOnABranch() throws Exception {
        Commit old = sim.publish(SampleCrates.library("beta", "0.1.0"));
        cloneIndex();
        String tree = git("rev-parse", "HEAD^{tree}");
        var before = sim.files();

        Commit squashed = sim.squash();

        assertThat(sim.files()).isEqualTo(before);
        git("fetch", "--quiet", "origin");
        assertThat(git("rev-parse", "origin/master").strip()).isEqualTo(squashed.id());
        assertThat(git("rev-parse", "origin/master^{tree}")).isEqualTo(tree);
        assertThat(git("rev-list", "--count", "origin/master").strip()).isEqualTo("1");
        assertThat(git("branch", "-r", "--contains", old.id()))
                .containsPattern("origin/snapshot-\\d{4}-\\d{2}-\\d{2}");
    }

    @Test
    void aSecondSquashOnTheSameDayKeepsBothSnapshots() throws Exception {
        sim.squash();
        sim.publish(SampleCrates.library("beta", "0.1.0"));
        sim.squash();
        assertThat(Command.git(folder, "ls-remote", "--heads", sim.indexUrl().toString()).lines())
                .hasSize(3);
    }

    @Test
    void aBulkCommitIsOneCommit() throws Exception {
        List<SampleCrate> many =
                IntStream.range(0, 500)
                        .mapToObj(i -> SampleCrates.ofText("many-" + i, "1.0.0", "text " + i))
                        .toList();
        Commit before = sim.head();
        sim.publishAll(many);
        cloneIndex();
        assertThat(git("rev-parse", "HEAD~1").strip()).isEqualTo(before.id());
        assertThat(git("ls-tree", "-r", "--name-only", "HEAD").lines()).hasSize(502);
        git("fsck", "--strict");
    }

    @Test
    void pushingIsRefused() throws Exception {
        cloneIndex();
        assertThatThrownBy(() -> git("push", "origin", "HEAD:refs/heads/other"))
                .hasMessageContaining("403");
    }

    private void cloneIndex(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("clone", "--quiet"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(sim.indexUrl().toString(), "clone"));
        Command.git(folder, arguments.toArray(String[]::new));
    }

    private String git(String... arguments) throws Exception {
        return Command.git(folder.resolve("clone"), arguments);
    }
}
