package dev.torrentcrates.upstream.download;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The faults that downloads are to meet. Safe for use by many threads.
 *
 * <p>A fault on one version goes before one on every crate. Only GET requests use faults up.
 */
public final class DownloadFaults {
    private final Map<Release, Plan> plans = new HashMap<>();
    private @Nullable Plan planForEveryCrate;

    /** Where to plan a fault for one version. */
    public Point on(String name, String version) {
        Release release = Release.of(name, version);
        return new Point(plan -> put(release, plan));
    }

    /** Where to plan a fault for whatever is downloaded. */
    public Point onEveryCrate() {
        return new Point(this::putForEveryCrate);
    }

    /** Forgets all faults. */
    public synchronized void clear() {
        plans.clear();
        planForEveryCrate = null;
    }

    /** The fault that this request is to meet; counts it as met. */
    synchronized Optional<DownloadFault> next(Release release) {
        Plan plan = plans.get(release);
        if (plan != null) {
            put(release, plan.afterOne());
            return Optional.of(plan.fault());
        }
        if (planForEveryCrate != null) {
            DownloadFault fault = planForEveryCrate.fault();
            planForEveryCrate = planForEveryCrate.afterOne();
            return Optional.of(fault);
        }
        return Optional.empty();
    }

    private synchronized void put(Release release, @Nullable Plan plan) {
        if (plan == null) {
            plans.remove(release);
        } else {
            plans.put(release, plan);
        }
    }

    private synchronized void putForEveryCrate(@Nullable Plan plan) {
        planForEveryCrate = plan;
    }

    /** What a fault is planned for; a new plan replaces the one before. */
    public static final class Point {
        private final Consumer<@Nullable Plan> plans;

        private Point(Consumer<@Nullable Plan> plans) {
            this.plans = plans;
        }

        /** Every request meets the fault, until it is cleared. */
        public void always(DownloadFault fault) {
            plans.accept(new Plan(fault, Plan.FOR_EVER));
        }

        /**
         * The next requests meet the fault, those after them do not.
         *
         * @param requests how many, at least 1
         */
        public void next(int requests, DownloadFault fault) {
            if (requests < 1) {
                throw new IllegalArgumentException("a fault is for 1 request or more");
            }
            plans.accept(new Plan(fault, requests));
        }

        /** No request meets a fault that was planned here. */
        public void clear() {
            plans.accept(null);
        }
    }

    /** A fault and by how many requests it is still to be met. */
    private record Plan(DownloadFault fault, int requests) {
        static final int FOR_EVER = Integer.MAX_VALUE;

        @Nullable Plan afterOne() {
            if (requests == FOR_EVER) {
                return this;
            }
            return requests == 1 ? null : new Plan(fault, requests - 1);
        }
    }
}
