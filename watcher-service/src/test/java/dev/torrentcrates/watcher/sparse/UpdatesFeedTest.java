package dev.torrentcrates.watcher.sparse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.watcher.http.TinyServer;
import dev.torrentcrates.watcher.source.UpstreamException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class UpdatesFeedTest {
    private static final String SERDE = item("serde", "1.0.1");

    @Test
    void theCratesOfItsItemsAreRead() throws XMLStreamException {
        assertThat(FeedReader.read(feed(SERDE + item("Serde_json", "2.0.0"))))
                .extracting(item -> item.name().value())
                .containsExactly("serde", "Serde_json");
    }

    @Test
    void withoutElementsOfItsOwnTheTitleTells() throws XMLStreamException {
        String item = "<item><title>New crate version published: tokio v1.2.3</title></item>";

        assertThat(FeedReader.read(feed(item)))
                .containsExactly(new FeedReader.Item(CrateName.of("tokio"), "1.2.3"));
    }

    @Test
    void anItemThatNamesNoCrateIsLeftOut() throws XMLStreamException {
        assertThat(FeedReader.read(feed(item("../etc", "1.0.0") + "<item></item>" + SERDE)))
                .hasSize(1);
    }

    @Test
    void noEntityIsExpanded() {
        String bomb = "<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";

        assertThatThrownBy(
                        () ->
                                FeedReader.read(
                                        (bomb + "<rss><item><title>&a;</title></item></rss>")
                                                .getBytes(UTF_8)))
                .isInstanceOf(XMLStreamException.class);
    }

    @Test
    void aCrateIsNewsOnceAndAgainWithItsNextVersion() throws IOException {
        try (TinyServer server = new TinyServer();
                SparseClient client =
                        new SparseClient(
                                "test", 1_000, Duration.ofSeconds(10), InstantSource.system())) {
            UpdatesFeed feed = new UpdatesFeed(client, server.url().resolve("updates.xml"));
            server.answers("updates.xml", 200, text(SERDE), "ETag", "\"1\"");
            assertThat(feed.news()).containsExactly(CrateName.of("serde"));
            assertThat(feed.news()).isEmpty();

            server.answers("updates.xml", 200, text(item("serde", "1.0.2") + SERDE));
            assertThat(feed.news()).containsExactly(CrateName.of("serde"));

            server.answers("updates.xml", 200, "no feed");
            assertThatThrownBy(feed::news).isInstanceOf(UpstreamException.class);
        }
    }

    static String item(String crate, String version) {
        return "<item><title>New crate version published: %s v%s</title>".formatted(crate, version)
                + "<crates:name>%s</crates:name>".formatted(crate)
                + "<crates:version>%s</crates:version></item>".formatted(version);
    }

    static String text(String items) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:crates=\"https://crates.io/\">"
                + "<channel><title>crates.io: recent updates</title>"
                + items
                + "</channel></rss>";
    }

    private static byte[] feed(String items) {
        return text(items).getBytes(UTF_8);
    }
}
