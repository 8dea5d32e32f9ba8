package io.grantkeeper.rightsizing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Recommends least-privilege permissions for observed calls. Instances are thread-safe. The published permission table
 * of each provider is loaded on first use.
 */
public final class RightSizer {
    /**
     * The maximum number of search steps for one part of a cover problem. If the search needs fewer steps, the result
     * is exact; the calls of a real app need a few dozen.
     */
    static final int NODE_LIMIT = 20_000;

    private final Map<PermissionTableProvider, LeastPrivilegeFinder> replays =
            new EnumMap<>(PermissionTableProvider.class);
    private final ReentrantLock loading = new ReentrantLock();

    private RightSizer() {}

    /** Returns an instance that uses the vendors' permission tables that are bundled with this library. */
    public static RightSizer standard() {
        return new RightSizer();
    }

    /**
     * Recommends permissions. Never throws an exception because of the content of {@code usage}: anything that is not
     * understood is reported in the recommendation.
     */
    public RightSizingRecommendation recommend(ObservedUsage usage) {
        return recommend(usage, RightSizingAssumptions.LEAST);
    }

    /**
     * Recommends permissions as {@link #recommend(ObservedUsage)} does, but under the given assumption about what the
     * calls requested.
     */
    public RightSizingRecommendation recommend(ObservedUsage usage, RightSizingAssumptions assumptions) {
        Optional<PermissionFormReader.Kind> kind =
                PermissionFormReader.read(usage.provider(), usage.kind(), usage.calls());
        if (kind.isEmpty()) {
            String name = usage.kind().orElse("");
            return RecommendationBuilder.none(
                    usage, name, "no permission table is published for the permission kind '" + name + "'");
        }
        if (usage.calls().isEmpty()) {
            return RecommendationBuilder.none(
                    usage,
                    kind.get().name(),
                    "no usage was observed" + observedDays(usage.coverage().days()));
        }
        return replay(usage.provider()).recommend(usage, kind.get(), assumptions);
    }

    /**
     * Returns whether the provider's published permission table contains this permission. If it does not, no call can
     * show whether the permission is used.
     */
    public boolean knows(PermissionTableProvider provider, String permission) {
        return replay(provider)
                .table()
                .index(PermissionNames.plain(provider, permission))
                .isPresent();
    }

    /**
     * Returns the sets of permissions that the provider accepts for a call, any one of which suffices; the set that the
     * vendor marks as the least privileged comes first. Empty if the permission table does not contain the call; in
     * that case, nothing is known about the call. For a call that needs no permission, the result contains an empty
     * set.
     *
     * @param kind the permission kind in the caller's wording
     */
    public Optional<List<List<String>>> permissionSets(
            PermissionTableProvider provider, String kind, ObservedCall call) {
        return PermissionFormReader.read(provider, Optional.of(kind), List.of(call))
                .flatMap(known -> replay(provider).permissionSets(call, known));
    }

    private static String observedDays(OptionalInt days) {
        return days.isPresent()
                ? " in " + days.getAsInt() + " days, which does not prove that no permission is needed"
                : "";
    }

    PermissionTable table(PermissionTableProvider provider) {
        return replay(provider).table();
    }

    private LeastPrivilegeFinder replay(PermissionTableProvider provider) {
        loading.lock();
        try {
            return replays.computeIfAbsent(provider, LeastPrivilegeFinder::of);
        } finally {
            loading.unlock();
        }
    }
}
