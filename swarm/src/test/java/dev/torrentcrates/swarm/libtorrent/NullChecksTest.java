package dev.torrentcrates.swarm.libtorrent;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * libtorrent's default disk I/O replaces the JVM's signal handlers, and the JVM's next null check
 * then ends the process. Each case is a JVM of its own, so that a crash is a failed assertion.
 */
class NullChecksTest {
    /** 128 and the signal's number, without the JVM's own report of a crash. */
    private static final int KILLED_BY_SIGSEGV = 139;

    @TempDir Path folder;

    @Test
    void aNullPointerExceptionAfterADownloadIsOnlyAnException() throws Exception {
        Child child = run("posix");

        assertThat(child.output()).contains(NullChecksAfterADownload.ALIVE);
        assertThat(child.exitCode()).isZero();
    }

    @Test
    void withMemoryMappedDiskIoItIsTheEndOfTheProcess() throws Exception {
        Child child = run("mapped");

        assertThat(child.output()).doesNotContain(NullChecksAfterADownload.ALIVE);
        assertThat(child.exitCode()).isEqualTo(KILLED_BY_SIGSEGV);
    }

    private record Child(int exitCode, String output) {}

    private Child run(String diskIo) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:ErrorFile=" + folder.resolve("hs_err.log"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                NullChecksAfterADownload.class.getName(),
                                folder.toString(),
                                diskIo)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(60, SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return new Child(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
