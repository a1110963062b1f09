package dev.torrentcrates.swarm.libtorrent;

import dev.torrentcrates.swarm.SwarmSettings;
import java.net.BindException;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_params;
import org.libtorrent4j.swig.session_proxy;

/** The beginning and the end of a libtorrent session. */
final class Engine {
    private Engine() {}

    /**
     * A session that listens.
     *
     * @throws BindException where it cannot
     */
    static session start(SwarmSettings settings) throws BindException {
        session_params parameters = SessionSettings.of(settings);
        session engine = new session(parameters);
        parameters.delete();
        if (engine.listen_port() == 0) {
            end(engine);
            throw new BindException(
                    "no port to listen on: "
                            + SessionSettings.listenInterface(settings.listen())
                            + " and the "
                            + SessionSettings.PORT_RETRIES
                            + " ports after it are taken, or the address is not this machine's");
        }
        return engine;
    }

    /** Blocks until the trackers were told, for at most a second, and every file is closed. */
    static void end(session engine) {
        session_proxy ending = engine.abort();
        engine.delete();
        ending.delete();
    }
}
