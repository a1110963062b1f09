package dev.torrentcrates.cargotorrent.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the daemon does. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Show what the daemon has done since it started, and what it seeds.", ""},
        footer = {
            "",
            "Served are crates that cargo got: at hand already, from the swarm (peers and web"
                    + " seeds), or from upstream. Failed are requests that got words instead; cargo"
                    + " shows them, and mostly asks again."
        })
final class StatusCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ListenOption listen = new ListenOption();

    @Option(names = "--json", description = "Print it as JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String body = ask();
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? body : forPeople(read(body)));
        out.flush();
        return 0;
    }

    private String ask() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(listen.address().url().resolve("/status"))
                        .timeout(PATIENCE)
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(
                        "what listens on %s answers %s: it is not the daemon, or not well"
                                .formatted(listen.address(), answer.statusCode()));
            }
            return answer.body();
        } catch (ConnectException e) {
            throw new IOException(
                    "no daemon listens on "
                            + listen.address()
                            + "; start one: "
                            + Invocation.of("serve"),
                    e);
        }
    }

    private JsonNode read(String body) throws IOException {
        JsonNode status = JsonMapper.builder().build().readTree(body);
        if (!status.has("seeding")) {
            throw new IOException("what listens on " + listen.address() + " is not the daemon");
        }
        return status;
    }

    private static String forPeople(JsonNode status) {
        JsonNode bytes = status.path("bytes");
        JsonNode crates = status.path("crates");
        return """
               listening      %s
               upstream       %s
               index service  %s
               seeding        %s crates, %s peers connected, %s uploaded
               served         %s crates: %s at hand, %s from the swarm, %s from upstream; %s failed
               fetched        %s from peers, %s from web seeds, %s from upstream"""
                .formatted(
                        status.path("listen").asText(),
                        status.path("upstream").asText()
                                + (status.path("peers_only").asBoolean()
                                        ? " (not asked for crates: peers only)"
                                        : ""),
                        status.path("index_service").asText(),
                        status.path("seeding").asLong(),
                        status.path("peers").asLong(),
                        size(status.path("uploaded_bytes")),
                        crates.path("served").asLong(),
                        crates.path("from_store").asLong(),
                        crates.path("from_swarm").asLong(),
                        crates.path("from_upstream").asLong(),
                        crates.path("failed").asLong(),
                        size(bytes.path("peers")),
                        size(bytes.path("web_seeds")),
                        size(bytes.path("upstream")));
    }

    private static String size(JsonNode bytes) {
        double count = bytes.asDouble();
        if (count < 1000) {
            return bytes.asLong() + " B";
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", count / 1000)
                : String.format(Locale.ROOT, "%.1f MB", count / 1_000_000);
    }
}
