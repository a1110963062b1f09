package dev.torrentcrates.torrentizer.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.torrentizer.upstream.MemoryRoom.Share;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryRoomTest {
    @Test
    void whatIsTakenIsNotThereForOthersUntilItIsGivenBack() {
        MemoryRoom room = new MemoryRoom(100);
        Share one = room.share();
        Share other = room.share();

        assertThat(one.tryGrowBy(60)).isTrue();
        assertThat(other.tryGrowBy(41)).isFalse();
        assertThat(other.tryGrowBy(40)).isTrue();
        one.shrinkBy(10);
        assertThat(other.tryGrowBy(10)).isTrue();
        one.close();
        one.close();
        other.close();

        assertThat(room.free()).isEqualTo(100);
    }

    @Test
    void thereIsNeverMoreTakenThanThereIs() {
        MemoryRoom room = new MemoryRoom(1_000);
        AtomicLong least = new AtomicLong(Long.MAX_VALUE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                threads.execute(
                        () -> {
                            for (int size = 1; size < 200; size++) {
                                try (Share share = room.share()) {
                                    var _ = share.tryGrowBy(size);
                                    least.accumulateAndGet(room.free(), Math::min);
                                }
                            }
                        });
            }
        }

        assertThat(least.get()).isNotNegative();
        assertThat(room.free()).isEqualTo(1_000);
    }
}
