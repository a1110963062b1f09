package dev.torrentcrates.watcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "include.names, serde@1.0, watcher.include.names is crates such as serde or tokio-*",
        "include.names, '[a-z]*', watcher.include.names is crates such as serde or tokio-*",
        "exclude, a.b, watcher.exclude is crates such as serde or tokio-*",
        "include.top, 0, 'watcher.include.top is between 1 and 1000, not 0'",
        "include.top, 1001, 'watcher.include.top is between 1 and 1000, not 1001'",
        "include.top-source, ftp://a/b, 'watcher.include.top-source is an HTTP URL, not ftp://a/b'",
        "include.top-source, crates.io, 'watcher.include.top-source is an HTTP URL, not crates.io'",
        "include.top-refresh, 59s, watcher.include.top-refresh is between a minute and ten years",
        "include.top-refresh, 4000d, watcher.include.top-refresh is between a minute and ten years",
        "contact, (me), watcher.contact is a URL or an address of mail",
        "contact, 'mé', watcher.contact is a URL or an address of mail",
    })
    void aSettingThatMakesNoSenseIsRefusedByItsName(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> selections(name, value))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000"})
    void theEndsOfTheRangeAreInIt(String top) {
        assertThat(selections("include.top", top).trouble()).isEmpty();
    }

    private static Selections selections(String name, String value) {
        return Selections.of(Settings.of(Map.of(name, value)), Clock.systemUTC());
    }
}
