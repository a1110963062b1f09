package dev.torrentcrates.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.transport.RefSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a squash the index is as it was, and what was before is nowhere. */
@SuppressWarnings("NullAway.Init") // Before each test.
class ForgottenHistoryTest {
    @TempDir Path folder;
    private UpstreamSim sim;
    private Commit old;

    @BeforeEach
    void start() {
        sim = UpstreamSim.start(folder.resolve("sim"));
        old = sim.publish(SampleCrates.library("alpha", "1.0.0"));
        sim.publish(SampleCrates.library("beta", "1.0.0"));
    }

    @AfterEach
    void stop() {
        sim.close();
    }

    @Test
    void theTreeIsTheSameAndOneCommitIsLeft() throws Exception {
        var before = sim.files();
        Command.git(folder, "clone", "--quiet", sim.indexUrl().toString(), "clone");

        Commit squashed = sim.squashAndForget();
        sim.yank("alpha", "1.0.0");
        Commit again = sim.squashAndForget();

        sim.unyank("alpha", "1.0.0");
        assertThat(sim.files()).isEqualTo(before);
        assertThat(Command.git(folder, "ls-remote", sim.indexUrl().toString()))
                .contains("refs/heads/master")
                .doesNotContain("snapshot");
        assertThatThrownBy(() -> bare("cat-file", "-e", old.id())).isNotNull();
        assertThatThrownBy(() -> bare("cat-file", "-e", squashed.id())).isNotNull();
        bare("fsck", "--strict");
        Path clone = folder.resolve("clone");
        Command.git(clone, "fetch", "--quiet", "origin");
        assertThat(Command.git(clone, "rev-parse", "origin/master~1").strip())
                .isEqualTo(again.id());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "2, 1", "0, 9", "2, 9"})
    void gitIsToldThatAForgottenCommitIsNoRefAsGitHubDoes(String protocol, String depth) {
        sim.squashAndForget();
        assertThatThrownBy(() -> fetch(protocol, "--depth=" + depth))
                .hasMessageContaining("upload-pack: not our ref " + old.id());
        assertThatThrownBy(() -> fetch(protocol, "--quiet"))
                .hasMessageContaining("upload-pack: not our ref " + old.id());
    }

    @Test
    void aCommitThatIsThereStillIsFetchedByItsId() throws Exception {
        sim.squash();
        fetch("2", "--depth=1");
        assertThat(Command.git(folder, "--git-dir=one.git", "rev-parse", "FETCH_HEAD").strip())
                .isEqualTo(old.id());
    }

    @Test
    void jgitIsToldTheSame() throws Exception {
        sim.squashAndForget();
        try (Git git = Git.init().setBare(true).setDirectory(folder.toFile()).call()) {
            assertThatThrownBy(
                            () ->
                                    git.fetch()
                                            .setRemote(sim.indexUrl().toString())
                                            .setDepth(1)
                                            .setRefSpecs(new RefSpec(old.id() + ":refs/heads/old"))
                                            .call())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("not our ref " + old.id());
        }
    }

    private void fetch(String protocol, String option) throws Exception {
        Command.git(folder, "init", "--quiet", "--bare", "one.git");
        Command.git(
                folder,
                "--git-dir=one.git",
                "-c",
                "protocol.version=" + protocol,
                "fetch",
                option,
                sim.indexUrl().toString(),
                old.id());
    }

    private void bare(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "--git-dir=" + sim.gitFolder();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Command.git(folder, all);
    }
}
