package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;

class MemoryCrateSourceTest extends CrateSourceContract {
    private final MemoryCrateSource source = new MemoryCrateSource(MAX_LENGTH);

    @Override
    CrateSource source() {
        return source;
    }

    @Override
    void publish(SampleCrate crate) {
        source.put(crate);
    }

    @Override
    void plan(SampleCrate crate, DownloadFault fault) {
        source.plan(crate, fault);
    }
}
