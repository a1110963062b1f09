package dev.torrentcrates.upstream.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Serves the repository for {@code git clone} and {@code git fetch}; pushing is not possible.
 *
 * @see <a href="https://git-scm.com/docs/http-protocol">git's HTTP protocol</a>
 */
public final class GitHttp {
    private static final String SERVICE = "git-upload-pack";

    private final GitIndex index;

    /** Serves this index. */
    public GitHttp(GitIndex index) {
        this.index = index;
    }

    /** {@code GET info/refs?service=git-upload-pack}: what there is to fetch. */
    public void advertise(HttpExchange exchange) throws IOException {
        if (!("service=" + SERVICE).equals(exchange.getRequestURI().getQuery())) {
            byte[] refusal = "only smart git-upload-pack is served here\n".getBytes(UTF_8);
            exchange.sendResponseHeaders(403, refusal.length);
            exchange.getResponseBody().write(refusal);
            return;
        }
        answer(exchange, "advertisement");
        try (OutputStream out = exchange.getResponseBody()) {
            uploadPack(exchange)
                    .sendAdvertisedRefs(
                            new PacketLineOutRefAdvertiser(new PacketLineOut(out)), SERVICE);
        }
    }

    /** {@code POST git-upload-pack}: one round of a fetch. */
    public void upload(HttpExchange exchange) throws IOException {
        try (InputStream in = body(exchange)) {
            answer(exchange, "result");
            try (OutputStream out = exchange.getResponseBody()) {
                upload(uploadPack(exchange), in, out);
            }
        }
    }

    /** Of a commit that is not there JGit alone would say that it had an internal error. */
    private static void upload(UploadPack uploadPack, InputStream in, OutputStream out)
            throws IOException {
        try {
            uploadPack.uploadWithExceptionPropagation(in, out, null);
        } catch (MissingObjectException e) {
            refuse(out, e);
        } catch (PackProtocolException e) {
            if (e.getCause() instanceof MissingObjectException missing) {
                refuse(out, missing);
            } else {
                throw e;
            }
        }
    }

    /** In the words of git itself, which GitHub uses too. */
    private static void refuse(OutputStream out, MissingObjectException missing)
            throws IOException {
        PacketLineOut packets = new PacketLineOut(out);
        packets.writeString("ERR upload-pack: not our ref " + missing.getObjectId().name());
        packets.flush();
    }

    private UploadPack uploadPack(HttpExchange exchange) {
        UploadPack uploadPack = new UploadPack(index.repository());
        uploadPack.setBiDirectionalPipe(false);
        // As GitHub does, whatever its id is known from.
        uploadPack.setRequestPolicy(UploadPack.RequestPolicy.ANY);
        String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
        if (protocol != null) {
            uploadPack.setExtraParameters(List.of(protocol.split(":", -1)));
        }
        return uploadPack;
    }

    /** git compresses a request that names many commits. */
    private static InputStream body(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        return "gzip".equals(encoding) ? new GZIPInputStream(body) : body;
    }

    private static void answer(HttpExchange exchange, String part) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-" + SERVICE + "-" + part);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
    }
}
