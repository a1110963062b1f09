package dev.torrentcrates.cargotorrent.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.torrentcrates.cargotorrent.daemon.ListenAddress;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands print, where, and the codes that they end with. */
class CommandsTest {
    @TempDir Path folder;

    private record Result(int code, String out, String err) {}

    @ParameterizedTest
    @CsvSource({
        "1, 1fd79b1dec31ae30b8ad74f464444a807b4c8516,"
                + " 12204f02b5ee5cd40978e8a2788e13683ead828fee49baa95d1e2cc7e3981f720a63,"
                + " ca358758f6d27e6cf45272937977a748fd88391db679ceda7dc7bf1f005ee879",
        "100, f653a6ea107c5b5dc56d48dfd348ca04081d88a8,"
                + " 1220515b1df38ced5b6cc4ff26cf91cea5c87f3777dc614389bd9aca991b5d32d766,"
                + " c22e490daa445fb2fba44278c022df135310fd278cabca4ad7919eddcccd1dce"
    })
    void theTorrentOfAFileIsThatOfTheVectors(int length, String btih, String btmh, String root)
            throws IOException {
        Path file = write("vector-" + length + ".0.0.crate", formula(length));

        Result result = run("hash", file.toString());

        assertThat(result.code()).isZero();
        JsonNode json = JsonMapper.builder().build().readTree(result.out());
        assertThat(json.path("name").asText()).isEqualTo("vector-" + length + ".0.0.crate");
        assertThat(json.path("length").asLong()).isEqualTo(length);
        assertThat(json.path("btih").asText()).isEqualTo(btih);
        assertThat(json.path("btmh").asText()).isEqualTo(btmh);
        assertThat(json.path("root").asText()).isEqualTo(root);
        assertThat(json).hasSize(5);
    }

    @Test
    void aBadFileIsNamedAndTheOthersGoOn() throws IOException {
        byte[] content = formula(9_000_000);
        Path good = write("Some_name-2-1.0.0-rc.1+b-5.crate", content);
        Path empty = write("empty-1.0.0.crate", new byte[0]);
        Path noCrate = write("notes.txt", content);
        Path absent = folder.resolve("absent-1.0.0.crate");

        Result result = run("hash", absent + "", empty + "", noCrate + "", good + "");

        CrateTorrent torrent =
                TorrentRecipe.of(
                        CrateName.of("Some_name-2"), CrateVersion.of("1.0.0-rc.1+b-5"), content);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().lines())
                .singleElement()
                .asString()
                .contains(torrent.btih().hex(), torrent.btmh().hex(), torrent.root().hex());
        assertThat(result.err().lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("there is no file " + absent))
                .anyMatch(line -> line.contains("empty-1.0.0.crate"))
                .anyMatch(line -> line.contains("notes.txt") && line.contains("{name}-{version}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serde.crate",
                "-1.0.0.crate",
                "serde-1.0.crate",
                "serde-1.0.0.zip",
                "1serde-1.0.0.crate",
                "serde-01.0.0.crate",
                ".crate"
            })
    void whatIsNotTheNameOfACrateFileIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> CrateFileName.parse(name));
    }

    @Test
    void setupWritesTheTablesOnceAndSaysHowToUndoIt() throws IOException {
        Result first = run("setup", "--cargo-home", folder + "", "--listen", "127.0.0.1:4711");
        String written = Files.readString(folder.resolve("config.toml"));
        Result second = run("setup", "--cargo-home", folder + "", "--listen", "127.0.0.1:4711");

        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("seeds", "To undo it");
        assertThat(written).contains("registry = \"sparse+http://127.0.0.1:4711/index/\"");
        assertThat(second.code()).isZero();
        assertThat(folder.resolve("config.toml")).hasContent(written);
    }

    @Test
    void setupThatOnlyPrintsWritesNothing() {
        Result result = run("setup", "--print", "--cargo-home", folder + "");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .isEqualTo(
                        """
                        [source.crates-io]
                        replace-with = "torrent-crates"

                        [source.torrent-crates]
                        registry = "sparse+http://127.0.0.1:7878/index/"
                        """);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void setupRefusesInClearWordsWhereCratesIoIsReplacedAlready() throws IOException {
        String before = "[source.crates-io]\nreplace-with = \"vendored\"\n";
        Path config = Files.writeString(folder.resolve("config.toml"), before);

        Result result = run("setup", "--cargo-home", folder + "");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains(config + "", "vendored").hasLineCount(1);
        assertThat(config).hasContent(before);
    }

    @Test
    void statusSaysThatNoDaemonIsThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Result result = run("status", "--listen", "127.0.0.1:" + port);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).contains("no daemon listens on 127.0.0.1:" + port);
    }

    @Test
    void statusIsNotFooledByAnotherServer() throws IOException {
        HttpServer other =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("{}".getBytes(UTF_8));
                    exchange.close();
                });
        other.start();
        try {
            Result result = run("status", "--listen", "127.0.0.1:" + other.getAddress().getPort());

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("is not the daemon");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void whatIsNotUnderstoodEndsWithTwo() {
        assertThat(run().code()).isEqualTo(2);
        assertThat(run("seed").code()).isEqualTo(2);
        assertThat(run("hash").code()).isEqualTo(2);
        assertThat(run("serve", "--listen", "nowhere").code()).isEqualTo(2);
        assertThat(run("serve", "--upstream", "ftp://a.example/").code()).isEqualTo(2);
        assertThat(run("serve", "--listen", "0.0.0.0:1").err()).contains("that cargo can call");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "setup", "status"})
    void whereTheDaemonListensIsOneOptionWithOneDefault(String command) {
        assertThat(CommandLineFactory.create().getSubcommands().get(command))
                .extracting(line -> line.getCommandSpec().findOption("--listen").userObject())
                .isInstanceOfSatisfying(
                        Field.class,
                        field ->
                                assertThat(field.getDeclaringClass())
                                        .isEqualTo(ListenOption.class));
        assertThat(run(command, "--help").out())
                .contains("Where the daemon listens (default: 127.0.0.1:7878)");
    }

    @Test
    void helpSaysWhatSeedingTellsOthers() {
        Result result = run("serve", "--help");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Privacy", "--peers-only", "127.0.0.1:7878");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:7878, sparse+http://127.0.0.1:7878/index/",
        "[::1]:80, sparse+http://[::1]:80/index/",
        "localhost:0, sparse+http://localhost:0/index/"
    })
    void anAddressBecomesARegistry(String text, String registry) {
        assertThat(ListenAddress.parse(text).registry()).isEqualTo(registry);
        assertThat(ListenAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7878", "a:", "a:70000", "::1:80", "a b:1", "a/b:1", "[::]:1"})
    void anythingElseIsNoAddress(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ListenAddress.parse(text));
    }

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                CommandLineFactory.create()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /** The content of the vectors. */
    private static byte[] formula(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (31 * i + 7);
        }
        return content;
    }
}
