package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.event.Registry;
import java.time.InstantSource;

/**
 * What a tail is told.
 *
 * @param since what becomes events where nothing was published yet
 * @param maxSteps commits that are followed one by one; more of them are one comparison
 * @param watcher a name of this process that no other has
 */
public record TailSettings(
        Registry registry, Since since, int maxSteps, String watcher, InstantSource clock) {}
