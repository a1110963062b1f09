package dev.torrentcrates.torrentizer.audit;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.PartitionAudited.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditReportTest {
    @Test
    void itIsTheSumOfAllPartitions() {
        Walk ended =
                Walk.begin(0, NOON).pastDamaged(1, 10, Finding.CONTENT_MISSING, Walk.Fate.REBUILT);
        Walk underWay =
                Walk.begin(9, NOON)
                        .pastDamaged(1, 5, Finding.CONTENT_MISSING, Walk.Fate.PARKED)
                        .pastSound(2, 6);

        AuditReport report =
                AuditReport.of(
                        List.of(
                                ended.end(NOON.plusSeconds(1)),
                                underWay.progress(NOON.plusSeconds(2))));

        assertThat(report.complete()).isEqualTo(1);
        assertThat(report.underWay()).isEqualTo(1);
        assertThat(report.never()).isEqualTo(30);
        assertThat(report.total().versions()).isEqualTo(3);
        assertThat(report.total().bytes()).isEqualTo(21);
        assertThat(report.total().findings()).containsEntry(Finding.CONTENT_MISSING, 2L);
        assertThat(report.total().rebuilt()).isEqualTo(1);
        assertThat(report.total().parked()).isEqualTo(1);
        assertThat(report.partitions())
                .extracting(AuditReport.Partition::partition)
                .containsExactly(0, 9);
    }

    @Test
    void beforeTheFirstWalkThereIsNothingToSay() {
        AuditReport report = AuditReport.of(List.of());

        assertThat(report.never()).isEqualTo(32);
        assertThat(report.total().versions()).isZero();
        assertThat(report.partitions()).isEmpty();
    }
}
