package dev.torrentcrates.bench.torrentizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.process.CpuUse;
import dev.torrentcrates.bench.torrentizer.ServiceFigures.Span;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Span PUTS =
            new Span(1_000, Duration.ofSeconds(5), use(Map.of("the loop", 4), 4));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(out, true, UTF_8));

    @Test
    void theServiceStandsBesideItsPeerAndItsLimit() {
        report.print(service(10, 12, 6));

        assertThat(out.toString(UTF_8))
                .contains("limit at least 0.5: kept")
                .contains("18.00 ms   a crate: the S3 server 12.00 ms, the service 6.00 ms")
                .contains("RESULT torrentizer.vs_raw_puts 0.50 ratio\n")
                .contains("RESULT torrentizer.crates_per_s 100 crates/s\n");
    }

    @Test
    void busyProcessorsAreWhatBoundsItAndItSaysWithWhat() {
        report.print(service(10, 12, 6));

        assertThat(out.toString(UTF_8))
                .containsPattern("bound by +processors ")
                .contains("of 2 processors 1.8 are busy with these and 0.0 with others")
                .contains("67% is the S3 server");
    }

    @Test
    void processorsThatAreBusyWithOthersBoundItToo() {
        report.print(service(20, 12, 6));

        assertThat(out.toString(UTF_8)).containsPattern("bound by +waiting ");
        out.reset();
        report.print(service(20, 12, 6, 36));

        assertThat(out.toString(UTF_8))
                .containsPattern("bound by +processors ")
                .contains("of 2 processors 0.9 are busy with these and 0.9 with others");
    }

    @Test
    void whereProcessorsIdleItIsBoundByWaiting() {
        report.print(service(11, 12, 6));

        assertThat(out.toString(UTF_8))
                .containsPattern("bound by +waiting ")
                .contains("limit at least 0.5: missed");
    }

    @Test
    void theHeapStandsBesideItsLimit() {
        report.print(new HeapFigures(64, 800L << 20, 300L << 20, 600L << 20));

        assertThat(out.toString(UTF_8))
                .contains("800 MB sent of those not yet whole")
                .contains("limit 512 MB, by -Xmx: kept")
                .contains("RESULT torrentizer.heap 300 MB\n");
    }

    private static ServiceFigures service(int seconds, int s3, int service) {
        return service(seconds, s3, service, s3 + service);
    }

    private static ServiceFigures service(int seconds, int s3, int service, int all) {
        Map<String, Integer> spent = new LinkedHashMap<>();
        spent.put("the S3 server", s3);
        spent.put("the service", service);
        return new ServiceFigures(
                new Span(1_000, Duration.ofSeconds(seconds), use(spent, all)),
                PUTS,
                new Samples(List.of(PUTS.took())),
                16,
                2);
    }

    private static CpuUse use(Map<String, Integer> seconds, int all) {
        Map<String, Duration> spent = new LinkedHashMap<>();
        seconds.forEach((name, each) -> spent.put(name, Duration.ofSeconds(each)));
        return new CpuUse(spent, Duration.ofSeconds(all));
    }
}
