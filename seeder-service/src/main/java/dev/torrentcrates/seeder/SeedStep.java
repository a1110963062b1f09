package dev.torrentcrates.seeder;

import dev.torrentcrates.torrent.Btih;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One thing to do, so that what is held becomes what is desired. Each can be done again. */
sealed interface SeedStep {
    /** The version that it is about. */
    SeededVersion version();

    /** Get the content, seed it, say so. */
    record Start(SeededVersion version) implements SeedStep {}

    /** Leave the swarm, drop the content, say so. */
    record Stop(SeededVersion version) implements SeedStep {}

    /** Leave the swarm and drop the content; who holds it now has the word. */
    record Release(SeededVersion version) implements SeedStep {}

    /** The steps where the crate is another seeder's now. */
    static List<SeedStep> release(Map<Btih, SeededVersion> held) {
        return held.values().stream().<SeedStep>map(Release::new).toList();
    }

    /** The steps from what is held of a crate to what is desired of it: stops first. */
    static List<SeedStep> plan(Map<Btih, SeededVersion> desired, Map<Btih, SeededVersion> held) {
        List<SeedStep> steps = new ArrayList<>();
        held.forEach(
                (btih, version) -> {
                    if (!desired.containsKey(btih)) {
                        steps.add(new Stop(version));
                    }
                });
        desired.forEach(
                (btih, version) -> {
                    if (!held.containsKey(btih)) {
                        steps.add(new Start(version));
                    }
                });
        return steps;
    }
}
