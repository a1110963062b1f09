package dev.torrentcrates.indexservice.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.indexservice.content.RangeHeader.Part;
import dev.torrentcrates.indexservice.content.RangeHeader.Unsatisfiable;
import dev.torrentcrates.indexservice.content.RangeHeader.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {
    @Test
    void aRangeIsCutToWhatThereIs() {
        assertThat(RangeHeader.parse("bytes=0-0", 10)).isEqualTo(new Part(0, 1));
        assertThat(RangeHeader.parse("bytes=2-5", 10)).isEqualTo(new Part(2, 4));
        assertThat(RangeHeader.parse("bytes=2-", 10)).isEqualTo(new Part(2, 8));
        assertThat(RangeHeader.parse("bytes=2-999", 10)).isEqualTo(new Part(2, 8));
        assertThat(RangeHeader.parse("bytes=-3", 10)).isEqualTo(new Part(7, 3));
        assertThat(RangeHeader.parse("bytes=-99", 10)).isEqualTo(new Part(0, 10));
    }

    @Test
    void beyondTheEndThereIsNothing() {
        assertThat(RangeHeader.parse("bytes=10-", 10)).isEqualTo(new Unsatisfiable());
        assertThat(RangeHeader.parse("bytes=10-20", 10)).isEqualTo(new Unsatisfiable());
        assertThat(RangeHeader.parse("bytes=-0", 10)).isEqualTo(new Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-2",
                "bytes=0-1,3-4",
                "lines=0-1",
                "bytes=a-b",
                "bytes=0-99999999999999999999999"
            })
    void whatIsNotOneRangeOfBytesIsLeftOut(String header) {
        assertThat(RangeHeader.parse(header, 10)).isEqualTo(new Whole());
    }

    @Test
    void withoutAHeaderItIsTheWhole() {
        assertThat(RangeHeader.parse(null, 10)).isEqualTo(new Whole());
    }

    @Test
    void aPartSaysWhereItIs() {
        assertThat(new Part(2, 4).contentRange(10)).isEqualTo("bytes 2-5/10");
    }
}
