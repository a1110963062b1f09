package dev.torrentcrates.torrent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BencodeTest {
    @Test
    void keysAreWrittenInTheOrderOfTheirBytesWhateverTheOrderOfTheMap() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("spam", List.of("a", 1, -2L));
        map.put(new byte[] {(byte) 0xff}, "last");
        map.put("", "first");
        map.put("é", Map.of());

        assertThat(new String(Bencode.encode(map), ISO_8859_1))
                .isEqualTo("d0:5:first4:spaml1:ai1ei-2ee2:\u00c3\u00a9de1:\u00ff4:laste");
    }

    @Test
    void otherTypesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bencode.encode(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Bencode.encode(Map.of(1, 2)));
    }
}
