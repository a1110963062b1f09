package dev.torrentcrates.watcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "tokio-*, tokio-util",
        "tokio-*, tokio-",
        "tokio*, tokio",
        "*, a",
        "*-sys, openssl-sys",
        "a*b*c, abbc",
        "a*b*c, axbxbxc",
        "se?de, serde",
        "??, ab",
        "?*, a",
        "*a*a, aaa",
        "Tokio_*, tokio-util",
    })
    void aPatternMatches(String pattern, String name) {
        assertThat(Glob.of(pattern).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "tokio-*, tokio",
        "tokio-*, my-tokio-util",
        "*-sys, openssl-sys2",
        "a*b*c, acb",
        "se?de, sede",
        "se?de, serrde",
        "??, abc",
        "?*, ''",
        "*a*a, a",
    })
    void aPatternIsOfTheWholeName(String pattern, String name) {
        assertThat(Glob.of(pattern).matches(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a**, a*", "a*?, a?*", "a?*?*b, a??*b", "A_*, a-*", "*?*c**, ?*c*"})
    void patternsThatSayTheSameAreTheSame(String one, String other) {
        assertThat(Glob.of(one)).isEqualTo(Glob.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokio-[a-z]*", "{a,b}*", "*.rs", "a b*", "Ä*", "**/x"})
    void whatNoNameHasIsRefused(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.of(pattern))
                .withMessageStartingWith("a pattern is at most 128 letters, digits");
    }

    @Test
    void itAgreesWithARegularExpression() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int matches = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab*?", 6);
            String name = text(random, "ab", 8);
            boolean expected = Pattern.matches(pattern.replace("*", ".*").replace('?', '.'), name);
            assertThat(Glob.of(pattern).matches(name)).as(pattern + " " + name).isEqualTo(expected);
            matches += expected ? 1 : 0;
        }
        assertThat(matches).isBetween(2_000, 18_000);
    }

    @Test
    @Timeout(5)
    void manyAsterisksTakeNoLongerThanTheirNumberTimesTheName() {
        Glob hostile = Glob.of("*a".repeat(60) + "*b");
        long begin = System.nanoTime();

        for (int i = 0; i < 1_000; i++) {
            assertThat(hostile.matches("a".repeat(64))).isFalse();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    private static String text(RandomGenerator random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(maxLength + 1);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
