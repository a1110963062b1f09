package dev.torrentcrates.indexservice.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityTagsTest {
    @Test
    void ifNoneMatchMayNameSeveralAndWeakOnes() {
        assertThat(EntityTags.match("\"a\"", "\"a\"")).isTrue();
        assertThat(EntityTags.match("\"b\", W/\"a\"", "\"a\"")).isTrue();
        assertThat(EntityTags.match("*", "\"a\"")).isTrue();
        assertThat(EntityTags.match("\"b\"", "\"a\"")).isFalse();
        assertThat(EntityTags.match(null, "\"a\"")).isFalse();
    }

    @Test
    void ifRangeTakesTheVeryTagOnly() {
        assertThat(EntityTags.allowPart(null, "\"a\"")).isTrue();
        assertThat(EntityTags.allowPart("\"a\"", "\"a\"")).isTrue();
        assertThat(EntityTags.allowPart("W/\"a\"", "\"a\"")).isFalse();
        assertThat(EntityTags.allowPart("Wed, 25 Nov 2026 00:00:00 GMT", "\"a\"")).isFalse();
    }
}
