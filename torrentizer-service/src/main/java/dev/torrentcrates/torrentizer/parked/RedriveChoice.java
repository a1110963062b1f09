package dev.torrentcrates.torrentizer.parked;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.VersionGivenUp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which versions an operator means, as a query has it. Pure. */
public final class RedriveChoice {
    private static final String CRATE = "crate";
    private static final String VERSION = "version";
    private static final String REASON = "reason";
    private static final String ALL = "all";
    private static final Set<String> KNOWN = Set.of(CRATE, VERSION, REASON, ALL);

    private RedriveChoice() {}

    /**
     * Reads a query. Nothing but {@code all=true} means everything: neither silence, nor a
     * parameter that is mistyped.
     *
     * @throws IllegalArgumentException where it is not clear what is meant; the message says why
     */
    public static Predicate<VersionGivenUp> of(Map<String, List<String>> query) {
        Set<String> unknown = new TreeSet<>(query.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no parameter " + unknown + "; there are " + new TreeSet<>(KNOWN));
        }
        String all = only(query, ALL);
        if (all != null && !all.equals("true")) {
            throw new IllegalArgumentException("all is true, or is left out");
        }
        if (all != null && query.size() > 1) {
            throw new IllegalArgumentException("all=true goes with nothing that narrows it down");
        }
        if (query.isEmpty()) {
            throw new IllegalArgumentException(
                    "say which: crate, version and reason narrow it down; all=true is everything");
        }
        return narrowed(only(query, CRATE), only(query, VERSION), only(query, REASON));
    }

    private static @Nullable String only(Map<String, List<String>> query, String parameter) {
        List<String> values = query.getOrDefault(parameter, List.of());
        if (values.size() > 1) {
            throw new IllegalArgumentException(parameter + " is given more than once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static Predicate<VersionGivenUp> narrowed(
            @Nullable String crate, @Nullable String version, @Nullable String reason) {
        Predicate<VersionGivenUp> wanted = _ -> true;
        if (crate != null) {
            String canonical = CrateName.of(crate).canonical();
            wanted = wanted.and(it -> it.line().name().canonical().equals(canonical));
        }
        if (version != null) {
            CrateVersion exact = CrateVersion.of(version);
            wanted = wanted.and(it -> it.line().version().equals(exact));
        }
        if (reason != null) {
            FailureReason failure = failure(reason);
            wanted = wanted.and(it -> it.reason() == failure);
        }
        return wanted;
    }

    private static FailureReason failure(String reason) {
        for (FailureReason each : FailureReason.values()) {
            if (each.name().equals(reason.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException("reason is one of " + List.of(FailureReason.values()));
    }
}
