package dev.torrentcrates.bench.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.crates.CrateSizes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeReportTest {
    @Test
    void theRecipeStandsBesideItsPeersAndItsLimits() {
        assertThat(printed(2_000, 200))
                .contains("1,000 files/s")
                .contains("limit at least 20: kept")
                .contains("limit at least 2: kept")
                .contains("RESULT recipe.vs_mktorrent 20.0 ratio\n")
                .contains("RESULT recipe.vs_libtorrent 2.00 ratio\n")
                .contains("RESULT recipe.vs_hash_limit 0.50 ratio\n");
    }

    @Test
    void limitsThatAreMissedAreSaid() {
        assertThat(printed(1_990, 190))
                .contains("limit at least 20: missed")
                .contains("limit at least 2: missed");
    }

    private static String printed(int mktorrentMillis, int libtorrentMillis) {
        RecipeFigures figures =
                new RecipeFigures(
                        new CrateSizes(Collections.nCopies(100, 1 << 20)),
                        new RecipeFigures.Own(samples(100), samples(60)),
                        Duration.ofMillis(mktorrentMillis),
                        samples(libtorrentMillis),
                        samples(50));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RecipeReport(new PrintStream(out, true, UTF_8)).print(figures);
        return out.toString(UTF_8);
    }

    private static Samples samples(int millis) {
        return new Samples(List.of(Duration.ofMillis(millis)));
    }
}
