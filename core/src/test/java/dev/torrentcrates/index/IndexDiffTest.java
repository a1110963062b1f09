package dev.torrentcrates.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexChange.CrateDeleted;
import dev.torrentcrates.index.IndexChange.Deleted;
import dev.torrentcrates.index.IndexChange.MetadataChanged;
import dev.torrentcrates.index.IndexChange.Published;
import dev.torrentcrates.index.IndexChange.Unreadable;
import dev.torrentcrates.index.IndexChange.Unyanked;
import dev.torrentcrates.index.IndexChange.Yanked;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class IndexDiffTest {
    private static final String PATH = "fo/o-/foo-bar";
    private static final String ONE = line("1.0.0", "x", "false", "");
    private static final String TWO = line("2.0.0", "y", "false", "");

    @Test
    void nothingChangedGivesNothing() {
        assertThat(diff(ONE + TWO, ONE + TWO)).isEmpty();
        assertThat(diff(ONE + TWO, TWO + ONE)).isEmpty();
        assertThat(diff("", "")).isEmpty();
    }

    @Test
    void aNewCrateAndANewVersionArePublished() {
        assertThat(diff("", ONE + TWO))
                .containsExactly(new Published(parsed(ONE)), new Published(parsed(TWO)));
        assertThat(diff(ONE, ONE + TWO)).containsExactly(new Published(parsed(TWO)));
    }

    @Test
    void aVersionFirstSeenYankedIsPublishedYanked() {
        String yanked = line("1.0.0", "x", "true", "");

        assertThat(diff("", yanked)).containsExactly(new Published(parsed(yanked)));
        assertThat(parsed(yanked).yanked()).isTrue();
    }

    @Test
    void yanksAndUnyanksCarryTheWholeLine() {
        String yanked = line("1.0.0", "x", "true", ",\"v\":2");

        assertThat(diff(ONE + TWO, yanked + TWO)).containsExactly(new Yanked(parsed(yanked)));
        assertThat(diff(yanked + TWO, ONE + TWO)).containsExactly(new Unyanked(parsed(ONE)));
    }

    @Test
    void anyOtherChangeOfALineIsReported() {
        String changed = line("1.0.0", "x", "false", ",\"pubtime\":\"2020-01-01T00:00:00Z\"");

        assertThat(diff(ONE, changed)).containsExactly(new MetadataChanged(parsed(changed)));
    }

    @Test
    void oneOfSeveralVersionsDeletedLeavesTheCrate() {
        assertThat(diff(ONE + TWO, TWO)).containsExactly(new Deleted(parsed(ONE)));
    }

    @Test
    void aDeletedCrateIsADeletionAVersionAndTheCrateByItsNameInTheLine() {
        assertThat(diff(ONE + TWO, ""))
                .containsExactly(
                        new Deleted(parsed(ONE)),
                        new Deleted(parsed(TWO)),
                        new CrateDeleted(CrateName.of("Foo-bar")));
    }

    @Test
    void otherBytesUnderTheSameVersionAreADeletionAndAPublication() {
        String replaced = line("1.0.0", "z", "false", "");

        assertThat(diff(ONE + TWO, replaced + TWO))
                .containsExactly(new Deleted(parsed(ONE)), new Published(parsed(replaced)));
    }

    @Test
    void aLineThatIsNotJsonIsReportedAndTheRestOfTheFileGoesOn() {
        List<IndexChange> changes = diff(ONE, ONE + "not json\n\n" + TWO);

        assertThat(changes).first().isEqualTo(new Published(parsed(TWO)));
        assertThat(changes)
                .last()
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> {
                            assertThat(unreadable.lineNumber()).isEqualTo(2);
                            assertThat(unreadable.reason()).startsWith("not JSON");
                            assertThat(unreadable.excerpt()).isEqualTo("'not json'");
                        });
    }

    @Test
    void anUnreadableLineIsReportedOnceAndNotAgainWithTheNextCommit() {
        assertThat(diff(ONE + "not json\n", ONE + "not json\n" + TWO))
                .containsExactly(new Published(parsed(TWO)));
        assertThat(diff(ONE + "not json\n", ONE)).isEmpty();
    }

    @Test
    void aDamagedLineIsNoDeletionAndItsRepairIsAPublication() {
        String damaged = ONE.substring(0, ONE.length() - 3) + "\n";

        assertThat(diff(ONE + TWO, damaged + TWO)).singleElement().isInstanceOf(Unreadable.class);
        assertThat(diff(damaged + TWO, ONE + TWO)).containsExactly(new Published(parsed(ONE)));
    }

    @Test
    void aDamagedLineStaysPublishedAsItWasUntilItIsRepairedOrGone() {
        String damaged = ONE.substring(0, ONE.length() - 3) + "\n";
        String replaced = line("1.0.0", "z", "false", "");

        IndexFile published = rest(step(file(ONE + TWO), file(damaged + TWO), _ -> true));

        assertThat(published.lines())
                .extracting(IndexFile.RawLine::text)
                .containsExactly(damaged.strip(), TWO.strip(), ONE.strip());
        assertThat(IndexDiff.between(published, file(damaged + TWO))).isEmpty();
        assertThat(IndexDiff.between(published, file(ONE + TWO))).isEmpty();
        assertThat(IndexDiff.between(published, file(TWO)))
                .containsExactly(new Deleted(parsed(ONE)));
        assertThat(IndexDiff.between(published, file(replaced + TWO)))
                .containsExactly(new Deleted(parsed(ONE)), new Published(parsed(replaced)));
    }

    @Test
    void aLineThatWasRefusedIsNoDeletionWhenItGoesAndHidesNone() {
        String stray = line("1.0.0", "z", "false", "").replace("Foo-bar", "stray");
        String again = line("1.0.0", "z", "false", "");

        assertThat(diff(stray + ONE + TWO, ONE + TWO)).isEmpty();
        assertThat(diff(stray + ONE + TWO, TWO)).containsExactly(new Deleted(parsed(ONE)));
        assertThat(diff(stray + ONE, stray)).containsExactly(new Deleted(parsed(ONE)));
        assertThat(diff(stray, stray + ONE)).containsExactly(new Published(parsed(ONE)));
        assertThat(diff(ONE + again, ONE)).isEmpty();
    }

    @Test
    void whatMayNotEnterIsLeftOutAndBroughtInLater() {
        IndexStep step = step(file(""), file(ONE + TWO), line -> line.equals(parsed(TWO)));

        assertThat(step.changes()).containsExactly(new Published(parsed(TWO)));
        assertThat(rest(step).content()).asString(UTF_8).isEqualTo(TWO);
        assertThat(IndexDiff.between(rest(step), file(ONE + TWO)))
                .containsExactly(new Published(parsed(ONE)));
    }

    @Test
    void whatHasEnteredIsFollowedEvenWhereItMightNotEnterAgain() {
        String yanked = line("1.0.0", "x", "true", "");

        IndexStep step = step(file(ONE), file(yanked + TWO), _ -> false);

        assertThat(step.changes()).containsExactly(new Yanked(parsed(yanked)));
        assertThat(rest(step).content()).asString(UTF_8).isEqualTo(yanked);
        assertThat(step(file(ONE), file(""), _ -> false).changes()).hasSize(2);
    }

    @Test
    void aCrateWhoseLastPublishedVersionIsGoneIsNotDeletedWhileItHasOthers() {
        assertThat(step(file(ONE), file(TWO), _ -> false).changes())
                .containsExactly(new Deleted(parsed(ONE)));
    }

    @Test
    void aCrateThatComesBackUnderAnotherSpellingIsAnotherCrate() {
        String respelt = ONE.replace("Foo-bar", "foo-bar");

        assertThat(diff(ONE, respelt))
                .containsExactly(new Deleted(parsed(ONE)), new Published(parsed(respelt)));
    }

    @Test
    void aLineThatIsNoLongerUtf8IsNoDeletionEither() {
        byte[] garbled = (ONE.replace("\"deps\":[]", "\"deps\":\u00ff") + TWO).getBytes(ISO_8859_1);

        IndexStep step = step(file(ONE + TWO), IndexFile.of(PATH, garbled), _ -> true);

        assertThat(step.changes()).containsExactly(new Unreadable(1, "not UTF-8", "''"));
        assertThat(rest(step).readableLines()).containsExactly(parsed(TWO), parsed(ONE));
        assertThat(IndexDiff.between(rest(step), file(ONE + TWO))).isEmpty();
        assertThat(IndexDiff.between(rest(step), file(TWO)))
                .containsExactly(new Deleted(parsed(ONE)));
    }

    @Test
    void bytesThatAreNotUtf8AreReported() {
        IndexFile after = IndexFile.of(PATH, new byte[] {'{', (byte) 0xc3, '}', '\n'});

        assertThat(IndexDiff.between(IndexFile.absent(PATH), after))
                .containsExactly(new Unreadable(1, "not UTF-8", "''"));
    }

    @Test
    void aLineOfAnotherCrateIsReported() {
        IndexFile after = IndexFile.of("ba/r-/bar-foo", ONE.getBytes(UTF_8));

        assertThat(IndexDiff.between(IndexFile.absent("ba/r-/bar-foo"), after))
                .singleElement()
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.reason())
                                        .isEqualTo("a line of Foo-bar belongs in " + PATH));
    }

    @Test
    void aVersionThatStandsTwiceIsReportedAndTheFirstCounts() {
        String again = line("1.0.0", "z", "false", "");

        List<IndexChange> changes = diff("", ONE + again);

        assertThat(changes).first().isEqualTo(new Published(parsed(ONE)));
        assertThat(changes).hasSize(2).last().isInstanceOf(Unreadable.class);
        assertThat(diff(ONE, ONE + again)).singleElement().isInstanceOf(Unreadable.class);
    }

    @Test
    void aFileWithoutItsLastLineFeedIsReadWhole() {
        assertThat(diff("", (ONE + TWO).stripTrailing())).hasSize(2);
    }

    @Test
    void statesOfDifferentFilesAreNotCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> IndexDiff.between(IndexFile.absent("1/a"), IndexFile.absent("1/b")));
    }

    @Test
    void aSecondLineOfAVersionIsNotPublishedAndHidesNothingWhenTheFirstGoes() {
        String yanked = line("1.0.0", "x", "true", "");
        IndexStep twice = step(file(ONE), file(ONE + yanked), _ -> true);

        assertThat(twice.changes()).hasOnlyElementsOfType(Unreadable.class).hasSize(1);
        assertThat(step(rest(twice), file(yanked), _ -> true).changes())
                .containsExactly(new Yanked(parsed(yanked)));
    }

    private static List<IndexChange> diff(String before, String after) {
        return IndexDiff.between(file(before), file(after));
    }

    private static IndexStep step(IndexFile before, IndexFile after, Predicate<IndexLine> enters) {
        return IndexDiff.step(before, after, enters);
    }

    private static IndexFile rest(IndexStep step) {
        return Objects.requireNonNull(step.rest());
    }

    private static IndexFile file(String content) {
        return IndexFile.of(PATH, content.getBytes(UTF_8));
    }

    private static IndexLine parsed(String line) {
        return IndexLine.parse(line.stripTrailing());
    }

    private static String line(String version, String content, String yanked, String more) {
        return "{\"name\":\"Foo-bar\",\"vers\":\"%s\",\"deps\":[],\"cksum\":\"%s\",\"features\":{},\"yanked\":%s%s}\n"
                .formatted(version, Sha256.ofContent(content.getBytes(UTF_8)), yanked, more);
    }
}
