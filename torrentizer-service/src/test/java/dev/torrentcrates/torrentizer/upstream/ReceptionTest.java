package dev.torrentcrates.torrentizer.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit calls what sets the fields.
class ReceptionTest {
    private static final int IN_MEMORY_UP_TO = 100_000;
    private static final int ROOM = 250_000;
    private static final int CHUNK = 7_777;

    @TempDir Path folder;
    private final MemoryRoom room = new MemoryRoom(ROOM);
    private Reception.Space space;

    @BeforeEach
    void open() throws IOException {
        space = new Reception.Space(DownloadFolder.open(folder), room, IN_MEMORY_UP_TO);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000, 40_000, IN_MEMORY_UP_TO})
    void aFileThatIsShortEnoughIsHeldInMemoryWhetherItsLengthIsKnownOrNot(int length)
            throws IOException {
        byte[] bytes = bytes(length);

        for (OptionalLong declared : new OptionalLong[] {OptionalLong.of(length), unknown()}) {
            try (CrateContent content = received(bytes, declared)) {
                assertThat(content).isInstanceOf(CrateContent.InMemory.class);
                assertThat(room.free()).isEqualTo(ROOM - length);
                assertThat(UpstreamFixture.read(content)).isEqualTo(bytes);
            }
            assertThat(room.free()).isEqualTo(ROOM);
        }
    }

    @Test
    void aLongerOneGoesToAFileWhetherItsLengthIsKnownOrNot() throws IOException {
        byte[] bytes = bytes(IN_MEMORY_UP_TO + 1);

        for (OptionalLong declared :
                new OptionalLong[] {OptionalLong.of(bytes.length), unknown()}) {
            try (CrateContent content = received(bytes, declared)) {
                assertThat(content).isInstanceOf(CrateContent.InFile.class);
                assertThat(room.free()).isEqualTo(ROOM);
                assertThat(content.length()).isEqualTo(bytes.length);
                assertThat(UpstreamFixture.read(content)).isEqualTo(bytes);
            }
            assertThat(files()).isZero();
        }
    }

    @Test
    void oneThatIsSaidToBeTooLongTakesNoMemoryAtAll() throws IOException {
        try (Reception reception = new Reception(space, OptionalLong.of(IN_MEMORY_UP_TO + 1))) {
            reception.take(new byte[1], 1);

            assertThat(room.free()).isEqualTo(ROOM);
            assertThat(files()).isEqualTo(1);
        }
        assertThat(files()).isZero();
    }

    @Test
    void oneThatIsSaidToBeLongTakesNothingBeforeSomeOfItComes() throws IOException {
        try (Reception _ = new Reception(space, OptionalLong.of(IN_MEMORY_UP_TO))) {
            assertThat(room.free()).isEqualTo(ROOM);
        }
    }

    @Test
    void aLengthThatIsALieIsNotTrusted() throws IOException {
        byte[] bytes = bytes(50_000);

        for (long lie : new long[] {0, 1, -1, 49_999, IN_MEMORY_UP_TO, Long.MAX_VALUE}) {
            try (CrateContent content = received(bytes, OptionalLong.of(lie))) {
                assertThat(UpstreamFixture.read(content)).isEqualTo(bytes);
            }
            assertThat(room.free()).isEqualTo(ROOM);
        }
    }

    @Test
    void whatFindsNoRoomGoesToAFileAndLosesNothing() throws IOException {
        byte[] bytes = bytes(90_000);
        try (MemoryRoom.Share others = room.share()) {
            assertThat(others.tryGrowBy(ROOM - 89_000)).isTrue();

            for (OptionalLong declared :
                    new OptionalLong[] {OptionalLong.of(bytes.length), unknown()}) {
                try (CrateContent content = received(bytes, declared)) {
                    assertThat(content).isInstanceOf(CrateContent.InFile.class);
                    assertThat(UpstreamFixture.read(content)).isEqualTo(bytes);
                    assertThat(room.free()).isEqualTo(89_000);
                }
            }
        }
    }

    @Test
    void whatIsNotHandedOverIsGivenBack() throws IOException {
        try (Reception reception = new Reception(space, unknown())) {
            reception.take(bytes(60_000), 60_000);
            assertThat(room.free()).isLessThan(ROOM);
        }
        assertThat(room.free()).isEqualTo(ROOM);
    }

    @Test
    void contentThatIsClosedTwiceIsGivenBackOnce() throws IOException {
        CrateContent content = received(bytes(10), unknown());

        content.close();
        content.close();

        assertThat(room.free()).isEqualTo(ROOM);
    }

    /** As it was received, in pieces. */
    private CrateContent received(byte[] bytes, OptionalLong declared) throws IOException {
        try (Reception reception = new Reception(space, declared)) {
            for (int from = 0; from < bytes.length; from += CHUNK) {
                byte[] chunk = new byte[CHUNK];
                int count = Math.min(CHUNK, bytes.length - from);
                System.arraycopy(bytes, from, chunk, 0, count);
                reception.take(chunk, count);
            }
            assertThat(reception.length()).isEqualTo(bytes.length);
            assertThat(reception.sha256()).isEqualTo(Sha256.ofContent(bytes));
            return reception.handOver();
        }
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static OptionalLong unknown() {
        return OptionalLong.empty();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
