package dev.torrentcrates.indexservice.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Announces as clients send them. */
class AnnounceQueryTest {
    private static final String REST = "&peer_id=-TEST00-000000000001&port=6881";

    @Test
    void aHashIsReadByteForByte() {
        String hash = "%00%ff%80a%2B%26%3D~.-_%25%0A%7f%C3%28%20+zZ";

        assertThat(Announce.parse("info_hash=" + hash + REST).infohash().hex())
                .isEqualTo("00ff80612b263d7e2e2d5f250a7fc32820207a5a");
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        Announce announce = parse("");

        assertThat(announce.seed()).isFalse();
        assertThat(announce.port()).isEqualTo(6_881);
        assertThat(announce.options()).isEqualTo(new Announce.Options(false, -1, true));
    }

    @Test
    void whatIsSaidIsTaken() {
        Announce announce = parse("&left=0&event=stopped&numwant=7&compact=0");

        assertThat(announce.seed()).isTrue();
        assertThat(announce.options()).isEqualTo(new Announce.Options(true, 7, false));
    }

    @Test
    void nonsenseIsNotTaken() {
        Announce announce = parse("&left=none&event=dance&numwant=-5&compact=x&&=&ip=8.8.8.8");

        assertThat(announce.seed()).isFalse();
        assertThat(announce.options()).isEqualTo(new Announce.Options(false, -1, true));
    }

    @ParameterizedTest
    @CsvSource({
        "info_hash=short&peer_id=-TEST00-000000000001&port=1, info_hash",
        "peer_id=-TEST00-000000000001&port=1, info_hash",
        "info_hash=aaaaaaaaaaaaaaaaaaaa&port=1, peer_id",
        "info_hash=aaaaaaaaaaaaaaaaaaaa&peer_id=-TEST00-000000000001, port",
        "info_hash=aaaaaaaaaaaaaaaaaaaa&peer_id=-TEST00-000000000001&port=0, port",
        "info_hash=aaaaaaaaaaaaaaaaaaaa&peer_id=-TEST00-000000000001&port=65536, port",
        "info_hash=aaaaaaaaaaaaaaaaaaaa&peer_id=-TEST00-000000000001&port=-1, port",
        "info_hash=%G0, percent",
        "info_hash=%1, percent",
    })
    void whatIsNoAnnounceIsRefusedWithTheReason(String query, String reason) {
        assertThatThrownBy(() -> Announce.parse(query))
                .isInstanceOf(InvalidAnnounceException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aQueryOfAnyLengthIsNotRead() {
        assertThatThrownBy(() -> parse("&x=" + "a".repeat(5_000)))
                .isInstanceOf(InvalidAnnounceException.class);
    }

    private static Announce parse(String more) {
        return Announce.parse("info_hash=aaaaaaaaaaaaaaaaaaaa" + REST + more);
    }
}
