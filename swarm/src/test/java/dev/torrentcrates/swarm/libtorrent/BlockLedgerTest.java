package dev.torrentcrates.swarm.libtorrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BlockLedgerTest {
    private static final int BLOCK = 16 * 1024;
    private static final String PEER = hex("-LT2060-abcdefghijkl");
    private static final String OTHER_PEER = hex("A2-1-37-0-abcdefghij");
    private static final String WEB_SEED = "edc3ba4e023988c53e9b362a2d6e5318e609e324";

    @Test
    void theLastBlockIsAsLongAsWhatIsLeft() {
        BlockLedger ledger = new BlockLedger(2 * BLOCK + 100, 4 * BLOCK);
        ledger.received(0, 2, PEER);
        assertThat(ledger.peerBytes()).isEqualTo(100);
        ledger.received(0, 0, PEER);
        ledger.received(0, 1, OTHER_PEER);
        assertThat(ledger.peerBytes()).isEqualTo(2 * BLOCK + 100);
    }

    @Test
    void aLastBlockThatIsFullCountsInFull() {
        BlockLedger ledger = new BlockLedger(BLOCK, BLOCK);
        ledger.received(0, 0, PEER);
        assertThat(ledger.peerBytes()).isEqualTo(BLOCK);
    }

    @Test
    void ofABlockThatCameTwiceTheLastSenderCounts() {
        BlockLedger ledger = new BlockLedger(4 * BLOCK, 2 * BLOCK);
        ledger.expectWebSeeds();
        ledger.received(1, 1, WEB_SEED);
        ledger.received(1, 1, PEER);
        ledger.received(0, 1, PEER);
        ledger.received(0, 1, WEB_SEED);

        assertThat(ledger.peerBytes()).isEqualTo(BLOCK);
        assertThat(ledger.webSeedBytes()).isEqualTo(BLOCK);
    }

    @Test
    void withoutWebSeedsEveryIdIsAPeers() {
        BlockLedger ledger = new BlockLedger(BLOCK, BLOCK);
        ledger.received(0, 0, WEB_SEED);
        assertThat(ledger.peerBytes()).isEqualTo(BLOCK);
    }

    @Test
    void clientsNameThemselvesAndWebSeedsDoNot() {
        assertThat(BlockLedger.namesClient(PEER)).isTrue();
        assertThat(BlockLedger.namesClient(OTHER_PEER)).isTrue();
        assertThat(BlockLedger.namesClient(hex("M7-10-5-abcdefghijkl"))).isTrue();
        assertThat(BlockLedger.namesClient(WEB_SEED)).isFalse();
    }

    private static String hex(String peerId) {
        return HexFormat.of().formatHex(peerId.getBytes(StandardCharsets.US_ASCII));
    }
}
