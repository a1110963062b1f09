package dev.torrentcrates.torrentizer;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators can ask for, and what the audit does for them. */
@QuarkusTest
@QuarkusTestResource(TorrentizedUpstream.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the field.
class OperatorsTest {
    private static final String PATH = "/api/v1/torrentizer";

    Surroundings surroundings;

    @BeforeEach
    void awaitReady() {
        await().atMost(Surroundings.PATIENCE)
                .until(() -> get("/q/health/ready").statusCode() == 200);
        await().atMost(Surroundings.PATIENCE)
                .until(() -> get(PATH + "/denied").statusCode() == 200);
    }

    @Test
    void whatIsDeniedIsNotBuiltUntilItIsAllowedAgain() throws Exception {
        SampleCrate crate = SampleCrates.library("unwanted", "1.0.0");
        String denial = PATH + "/denied/" + crate.cksum();
        admin().queryParam("reason", "malware")
                .put(denial)
                .then()
                .statusCode(200)
                .body("cksum", equalTo(crate.cksum().hex()))
                .body("reason", equalTo("malware"));
        await().atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () ->
                                get(PATH + "/denied")
                                        .then()
                                        .body("cksum", hasItem(crate.cksum().hex())));

        surroundings.publish(crate);

        assertThat(surroundings.awaitEvents("unwanted", 1).getFirst())
                .isInstanceOfSatisfying(
                        TorrentFailed.class,
                        failed -> {
                            assertThat(failed.reason()).isEqualTo(FailureReason.DENIED);
                            assertThat(failed.detail()).isEqualTo("malware");
                        });
        assertThat(surroundings.store().stat(BlobKey.crate(crate.cksum()))).isEmpty();
        assertThat(surroundings.upstream.downloads().requests("unwanted", "1.0.0")).isZero();

        awaitGivenUp("unwanted");
        admin().delete(denial).then().statusCode(200).body("redriven", equalTo(1));

        assertThat(surroundings.awaitEvents("unwanted", 2).get(1)).isInstanceOf(TorrentBuilt.class);
        get(PATH + "/denied").then().body("cksum", not(hasItem(crate.cksum().hex())));
        refused(admin().delete(denial).then(), 404, "reason=denied");
    }

    @Test
    void whatWasGivenUpIsTriedAgainWhenAnOperatorSaysSo() {
        SampleCrate crate = SampleCrates.library("mended", "1.0.0");
        surroundings.upstream.faults().on("mended", "1.0.0").always(DownloadFault.otherBytes());
        surroundings.publish(crate);
        assertThat(surroundings.awaitEvents("mended", 2).get(1)).isInstanceOf(TorrentFailed.class);
        surroundings.upstream.faults().on("mended", "1.0.0").clear();

        awaitGivenUp("mended");
        admin().queryParam("crate", "Mended")
                .queryParam("version", "1.0.0")
                .queryParam("reason", "cksum_mismatch")
                .post(PATH + "/redrive")
                .then()
                .statusCode(200)
                .body("redriven", equalTo(1));

        TorrentEvent last = surroundings.awaitEvents("mended", 3).get(2);
        assertThat(last).isInstanceOf(TorrentBuilt.class);
        assertThat(last.indexOffset()).isEqualTo(surroundings.offsets("mended").getFirst());
        await().atMost(Surroundings.PATIENCE)
                .until(() -> surroundings.parked("mended").getLast().event() == null);
        admin().queryParam("crate", "mended")
                .post(PATH + "/redrive")
                .then()
                .statusCode(200)
                .body("redriven", equalTo(0))
                .body("left", equalTo(0));
    }

    @Test
    void whoeverHasNoTokenChangesNothing() {
        String cksum = Sha256.ofContent(new byte[0]).hex();
        for (RequestSpecification request :
                new RequestSpecification[] {
                    given(),
                    given().header("Authorization", "Bearer wrong"),
                    given().header("Authorization", TorrentizedUpstream.ADMIN_TOKEN)
                }) {
            refused(request.post(PATH + "/redrive").then(), 403, "admin token");
            refused(
                    request.queryParam("reason", "x").put(PATH + "/denied/" + cksum).then(),
                    403,
                    "admin token");
            refused(request.delete(PATH + "/denied/" + cksum).then(), 403, "admin token");
        }
        get(PATH + "/denied").then().body("cksum", not(hasItem(cksum)));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithWords() {
        refused(
                admin().queryParam("reason", "bored").post(PATH + "/redrive").then(),
                400,
                "NOT_FOUND");
        refused(admin().queryParam("crate", "..").post(PATH + "/redrive").then(), 400, "crate");
        refused(admin().queryParam("reason", "x").put(PATH + "/denied/12ab").then(), 400, "12ab");
        String cksum = Sha256.ofContent(new byte[1]).hex();
        refused(admin().put(PATH + "/denied/" + cksum).then(), 400, "reason");
    }

    @Test
    void aRedriveThatIsMistypedRedrivesNothing() {
        refused(admin().post(PATH + "/redrive").then(), 400, "all=true");
        refused(admin().post(PATH + "/redrive?crates=mended").then(), 400, "[crates]");
        refused(admin().formParam("crate", "x").post(PATH + "/redrive").then(), 400, "body");
        refused(
                admin().contentType("application/json")
                        .body("{\"crate\":\"mended\"}")
                        .post(PATH + "/redrive?all=true")
                        .then(),
                400,
                "body");
        admin().post(PATH + "/redrive?reason=length_refused").then().statusCode(200);
    }

    @Test
    void aDenialSaysWhyInOneLine() {
        String denial = PATH + "/denied/" + Sha256.ofContent(new byte[2]).hex();
        for (String reason : new String[] {"a\nb", "a\u001b[2J", "a\u2028b", "a\u0000"}) {
            refused(admin().queryParam("reason", reason).put(denial).then(), 400, "one line");
        }
        refused(admin().delete(denial).then(), 404, "not on the deny list");
    }

    @Test
    void theAuditFindsAndMendsWhatWasDamagedInSilence() throws Exception {
        SampleCrate altered = SampleCrates.library("altered", "1.0.0");
        SampleCrate truncated = SampleCrates.library("truncated", "1.0.0");
        SampleCrate renamed = SampleCrates.library("other-torrent", "1.0.0");
        for (SampleCrate crate : new SampleCrate[] {altered, truncated, renamed}) {
            surroundings.publish(crate);
            surroundings.awaitEvents(crate.name().value(), 1);
        }
        byte[] flipped = altered.content().clone();
        flipped[flipped.length / 2] ^= 1;

        surroundings.store().replace(BlobKey.crate(altered.cksum()), flipped);
        surroundings.store().replace(BlobKey.crate(truncated.cksum()), new byte[] {1, 2, 3});
        surroundings.store().replace(torrent(renamed), new byte[] {4});

        await().atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () -> {
                            for (SampleCrate crate :
                                    new SampleCrate[] {altered, truncated, renamed}) {
                                assertThat(surroundings.stored(BlobKey.crate(crate.cksum())))
                                        .isEqualTo(crate.content());
                                assertThat(surroundings.stored(torrent(crate)))
                                        .isEqualTo(torrentOf(crate));
                            }
                        });
        assertThat(surroundings.upstream.downloads().requests("altered", "1.0.0")).isEqualTo(2);
        assertThat(surroundings.upstream.downloads().requests("other-torrent", "1.0.0"))
                .isEqualTo(1);
        await().atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(get("/q/metrics").asString())
                                        .containsPattern("torrentizer_audit_versions_total [1-9]")
                                        .containsPattern(found("content_altered"))
                                        .containsPattern(found("content_truncated"))
                                        .containsPattern(found("torrent_altered"))
                                        .containsPattern(
                                                "torrentizer_audit_rebuilt_total ([3-9]|[1-9]\\d)"));
    }

    @Test
    void theAuditsReportIsOfAllPartitions() {
        surroundings.publish(SampleCrates.library("reported", "1.0.0"));
        surroundings.awaitEvents("reported", 1);

        await().atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () ->
                                get(PATH + "/audit")
                                        .then()
                                        .statusCode(200)
                                        .body("never", equalTo(0))
                                        .body("total.versions", greaterThanOrEqualTo(1))
                                        .body("total.bytes", greaterThanOrEqualTo(1))
                                        .body("partitions.size()", equalTo(32)));
    }

    @Test
    void whatItDoesIsMeasured() {
        surroundings.publish(SampleCrates.library("measured", "1.0.0"));
        surroundings.awaitEvents("measured", 1);

        await().atMost(Surroundings.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(get("/q/metrics").asString())
                                        .containsPattern("torrentizer_crates_total [1-9]")
                                        .containsPattern("torrentizer_downloaded_bytes_total [1-9]")
                                        .contains("torrentizer_parked ")
                                        .contains("torrentizer_failed_total{reason=\"not_found\"")
                                        .containsPattern(
                                                "torrentizer_commit_to_built_seconds_count [1-9]"));
    }

    private static RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + TorrentizedUpstream.ADMIN_TOKEN);
    }

    /** The last word on a version stands on its topic a moment after its event. */
    private void awaitGivenUp(String crate) {
        await().atMost(Surroundings.PATIENCE)
                .until(
                        () ->
                                surroundings.parked(crate).stream()
                                        .anyMatch(it -> it.event() instanceof VersionGivenUp));
    }

    private static void refused(ValidatableResponse answer, int status, String words) {
        answer.statusCode(status).body("errors[0].detail", containsString(words));
    }

    private static String found(String finding) {
        return "torrentizer_audit_findings_total\\{finding=\"" + finding + "\"\\} [1-9]";
    }

    private static BlobKey torrent(SampleCrate crate) {
        return BlobKey.torrent(crate.cksum(), crate.name(), crate.version());
    }

    private static byte[] torrentOf(SampleCrate crate) {
        return TorrentRecipe.of(crate.name(), crate.version(), crate.content()).torrentFile();
    }
}
