package dev.torrentcrates.indexservice.tracker;

import dev.torrentcrates.torrent.Bencode;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a tracker answers.
 *
 * @param interval until the next announce
 * @param seeds how many have everything
 * @param leechers how many have not
 */
record Answer(Duration interval, int seeds, int leechers, List<Peer> peers) {
    /** The answer to what cannot be answered; clients expect it under status 200. */
    static byte[] failure(String reason) {
        return Bencode.encode(Map.of("failure reason", reason));
    }

    /** With six bytes a peer (BEP 23), and eighteen a peer of IPv6 (BEP 7). */
    byte[] compact() {
        ByteArrayOutputStream four = new ByteArrayOutputStream();
        ByteArrayOutputStream six = new ByteArrayOutputStream();
        for (Peer peer : peers) {
            ByteArrayOutputStream out =
                    peer.address().getAddress() instanceof Inet4Address ? four : six;
            out.writeBytes(peer.address().getAddress().getAddress());
            out.write(peer.address().getPort() >> 8);
            out.write(peer.address().getPort());
        }
        Map<String, Object> answer = head();
        answer.put("peers", four.toByteArray());
        if (six.size() > 0) {
            answer.put("peers6", six.toByteArray());
        }
        return Bencode.encode(answer);
    }

    /** With a dictionary a peer, as BEP 3 has it. */
    byte[] verbose() {
        Map<String, Object> answer = head();
        answer.put("peers", peers.stream().map(Answer::dictionary).toList());
        return Bencode.encode(answer);
    }

    private Map<String, Object> head() {
        Map<String, Object> head = new TreeMap<>();
        head.put("interval", interval.toSeconds());
        head.put("complete", seeds);
        head.put("incomplete", leechers);
        return head;
    }

    private static Map<String, Object> dictionary(Peer peer) {
        Map<String, Object> dictionary = new TreeMap<>();
        dictionary.put("ip", peer.address().getAddress().getHostAddress());
        dictionary.put("port", peer.address().getPort());
        if (!peer.id().isEmpty()) {
            dictionary.put("peer id", HexFormat.of().parseHex(peer.id()));
        }
        return dictionary;
    }
}
